export { openStudies, type StudyService } from './study-service.ts'
