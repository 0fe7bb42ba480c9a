export { default as ShortTour } from './ShortTour.vue'
export { startTour, type TourStep } from './tour.ts'
