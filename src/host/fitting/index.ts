export { type FittingService, openFittings } from './fitting-service.ts'
