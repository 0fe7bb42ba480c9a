import { useRouter } from 'vue-router'
import type { Job } from '../../../contract/index.ts'
import { useConfirm } from '../../components/confirm.ts'
import { words } from '../../messages/index.ts'
import { useJobsStore } from '../../stores/jobs.ts'

/** Gives up the work on a model, once asked, and goes back to the models. To be called while a component is set up. */
export function useGivingUp(): (
  job: Job,
  question: { readonly title: string; readonly text: string },
) => Promise<void> {
  const jobs = useJobsStore()
  const router = useRouter()
  const confirm = useConfirm()
  return async (job, question) => {
    if (!(await confirm({ ...question, action: words.models.giveUp, tone: 'danger' }))) return
    await jobs.cancel(job.id)
    await router.push({ name: 'models' })
  }
}
