import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { dataFolder, RESOURCES_FOLDER, reportsFolder } from '../../host/folders.ts'
import { writeRanking } from '../../host/write-ranking.ts'
import { printLine } from '../output.ts'
import { printHead, rankList } from './rank.ts'

const HEAD = 12

export function addStartCommand(program: Command): void {
  program
    .command('start')
    .summary('Rank the sample lists and write their reports')
    .description('Rank the sample lists with the ready model and write their reports')
    .action(async () => {
      const samples = join(RESOURCES_FOLDER, 'samples')
      for (const file of (await readdir(samples)).sort()) {
        const { ranking, name } = await rankList(join(samples, file), undefined, 'auto')
        const title = name.replace(/\.\w+$/, '').replaceAll('-', ' ')
        const report = join(reportsFolder(dataFolder()), name.replace(/\.\w+$/, '.html'))
        await writeRanking(ranking, title[0]!.toUpperCase() + title.slice(1), name, report)
        printLine(title[0]!.toUpperCase() + title.slice(1))
        printLine()
        printHead(ranking, HEAD)
        printLine()
        printLine(`Report: ${report}`)
      }
      printLine('Your own list: npx anomalite rank LIST --out ranking.html   (npx anomalite --help for more)')
    })
}
