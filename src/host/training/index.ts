export { choiceOf, PAPER_CHOICE, settingsOf } from './choice.ts'
export { openTrainings, type TrainingService } from './training-service.ts'
