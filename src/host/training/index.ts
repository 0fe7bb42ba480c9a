export { choiceOf, PAPER_CHOICE } from './choice.ts'
export { openTrainings, type TrainingService } from './training-service.ts'
