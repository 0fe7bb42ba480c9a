import { extname } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { dataFolder } from '../../host/folders.ts'
import { fileSource } from '../../host/list-file.ts'
import {
  exportTable,
  importList,
  type ListKind,
  listTable,
  openLibrary,
  type WritableLibrary,
} from '../../library/index.ts'
import { type JsonOption, jsonOption } from '../options.ts'
import { faultText, ProgressLine, printJson, printLine, printTable, remark, remarkLines } from '../output.ts'

const LIST_KINDS: readonly ListKind[] = ['literature', 'positives', 'reference', 'generated', 'scratch']

/** `import`, `lists` and `export`: the library's lists. */
export function addLibraryCommands(program: Command): void {
  program
    .command('import')
    .summary('Read a list of formulas into the library')
    .description('Read a list of formulas into the library; every line is kept, read or not')
    .argument('<list>', 'file (TXT, CSV, TSV, XLSX, JSON) or - for standard input')
    .requiredOption('--into <name>', 'name of a new list, or of one to whose end the lines go')
    .addOption(new Option('--kind <kind>', 'what a new list is').choices(LIST_KINDS).default('literature'))
    .addOption(jsonOption())
    .action(importInto)

  program
    .command('lists')
    .description('Show the lists in the library')
    .addOption(jsonOption())
    .action(({ json }: JsonOption) =>
      withLibrary(async library => {
        const lists = library.lists()
        if (json) {
          printJson(lists.map(({ id: _, binnedAt: __, ...list }) => list))
          return
        }
        if (lists.length === 0) {
          printLine('The library has no lists yet. "anomalite import FILE --into NAME" adds one.')
          return
        }
        printTable(
          [
            { heading: 'list', align: 'left' },
            { heading: 'kind', align: 'left' },
            { heading: 'lines', align: 'right' },
            { heading: 'not read', align: 'right' },
            { heading: 'created', align: 'left' },
          ],
          lists.map(({ name, kind, entryCount, unreadCount, createdAt }) => [
            name,
            kind,
            String(entryCount),
            String(unreadCount),
            createdAt.slice(0, 10),
          ]),
        )
      }),
    )

  program
    .command('export')
    .description('Write a list of the library to a file')
    .argument('<name>', 'name of the list')
    .requiredOption('--out <file>', 'file to write: .csv, .xlsx or .json', tablePath)
    .addOption(jsonOption())
    .action((name: string, { out, json }: JsonOption & { out: string }) =>
      withLibrary(async library => {
        const list = library.listNamed(name)
        await exportTable(await listTable(() => library.entries(list.id)), out)
        if (json) printJson({ list: list.name, lines: list.entryCount, file: out })
        else printLine(`Written: ${out}`)
      }),
    )
}

function tablePath(path: string): string {
  if (['.csv', '.xlsx', '.json'].includes(extname(path).toLowerCase())) return path
  throw new InvalidArgumentError('End its name in .csv, .xlsx or .json.')
}

async function importInto(
  path: string,
  { into, kind, json }: JsonOption & { into: string; kind: ListKind },
): Promise<void> {
  const source = await fileSource(path)
  await withLibrary(async library => {
    const existing = library.lists().find(list => list.name === into)
    const progress = new ProgressLine()
    const { counts, list } = await importList(library, source, {
      into: existing ? { existingList: existing.id } : { newList: into, kind },
      onProgress: lines => progress.show(`${lines} lines`),
    })
    progress.clear()
    const problems = Array.from(library.entries(list.id))
      .slice(existing?.entryCount ?? 0)
      .flatMap(entry =>
        entry.compound === null ? { line: entry.line, formula: entry.text, error: entry.problem } : [],
      )
    if (json) {
      printJson({ list: list.name, kind: list.kind, lines: list.entryCount, counts, problems })
      return
    }
    const all = existing ? ` It has ${list.entryCount} lines now.` : ''
    printLine(
      `"${list.name}": ${counts.read} compositions read, ${counts.duplicates} lines that repeat one, ${counts.problems} not read.${all}`,
    )
    if (counts.unreadEnergies > 0) remark(`${counts.unreadEnergies} energies above hull are not numbers.`)
    remarkLines(
      problems.map(({ line, formula, error }) => ({ line, text: formula, message: faultText(error) })),
    )
  })
}

async function withLibrary(action: (library: WritableLibrary) => Promise<void>): Promise<void> {
  const library = await openLibrary(dataFolder())
  for (const notice of library.notices) remark(notice)
  try {
    await action(library)
  } finally {
    await library.close()
  }
}
