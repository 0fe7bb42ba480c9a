import type { Command } from 'commander'
import { Option } from 'commander'
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
import { ProgressLine, printJson, printLine, printTable, remark } from '../output.ts'

const LIST_KINDS: readonly ListKind[] = ['literature', 'positives', 'reference', 'generated', 'scratch']

/** `import`, `lists` and `export`: the library's lists. */
export function addLibraryCommands(program: Command): void {
  program
    .command('import')
    .description('Read a list of formulas into the library; every line is kept, read or not')
    .argument('<list>', 'file (TXT, CSV, TSV, XLSX) or - for standard input')
    .requiredOption('--into <name>', 'name of the list; lines are added at its end if it is there')
    .addOption(new Option('--kind <kind>', 'what the list is').choices(LIST_KINDS).default('literature'))
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
          printJson(lists.map(({ id: _, ...list }) => list))
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
    .requiredOption('--out <file>', 'file to write: .csv, .xlsx or .json')
    .action((name: string, { out }: { out: string }) =>
      withLibrary(async library => {
        await exportTable(listTable(library, library.listNamed(name).id), out)
        printLine(`Written: ${out}`)
      }),
    )
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
    const problems = [...library.entries(list.id)].flatMap(entry =>
      entry.compound === null ? { line: entry.line, formula: entry.text, error: entry.problem } : [],
    )
    if (json) {
      printJson({ list: list.name, kind: list.kind, lines: list.entryCount, ...counts, problems })
      return
    }
    printLine(
      `"${list.name}": ${counts.read} compositions read, ${counts.duplicates} lines that repeat one, ${counts.problems} not read.`,
    )
    for (const { line, error } of problems) remark(`line ${line}: ${error.message}`)
  })
}

async function withLibrary(action: (library: WritableLibrary) => Promise<void>): Promise<void> {
  const library = await openLibrary(dataFolder())
  try {
    await action(library)
  } finally {
    await library.close()
  }
}
