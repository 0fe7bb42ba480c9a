export { openRetrainings, type RetrainingService } from './retraining-service.ts'
