import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { randomStream } from '../../../src/domain/statistics/random.ts'
import { openDatabase } from '../../../src/library/database/open.ts'
import { openLibrary } from '../../../src/library/index.ts'
import { migrations } from '../../../src/library/migrations/index.ts'
import { emptyFolder } from '../data-folder.ts'
import { killed, outputOf, spawnLibraryProcess } from '../library-process.ts'
import { newEntry } from '../new-entry.ts'

/** A data folder whose library holds one list, closed in good order. */
async function folderWithList(): Promise<string> {
  const folder = await emptyFolder()
  const library = await openLibrary(folder)
  library.createList('garnets', 'literature', [
    newEntry('Y3Al5O12', 1, { note: 'YAG', otherColumns: { route: 'melt', dopant: 'Nd, 1 %' } }),
    newEntry('Li7La3Zr2O12', 2),
  ])
  library.setSetting('theme', { name: 'dark', contrast: 1.5 })
  library.registerModel('rmse', '/models/a', 'A', { layers: [1994, 1024, 3], seed: 42 })
  library.updateJob(library.createJob('train', 'Oxides', { epochs: 500 }).id, {
    state: 'done',
    result: { auc: 0.71 },
  })
  await library.close()
  return folder
}

/** Changes the database behind the library's back and takes the seal off, as another program would. */
async function tamper(folder: string, sql: string): Promise<void> {
  const database = new Database(join(folder, 'library.db'))
  database.unsafeMode()
  database.exec(sql)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  await rm(join(folder, 'library.db.sha256'), { force: true })
}

describe('a new library', () => {
  test('carries the mark of Anomalite, its version and the settings that keep it whole', async () => {
    const folder = await emptyFolder()
    const { connection, close } = await openDatabase(folder, migrations)
    const pragma = (name: string) =>
      Object.values(connection.get<Record<string, unknown>>(`PRAGMA ${name}`)!)[0]
    expect({
      application_id: pragma('application_id'),
      user_version: pragma('user_version'),
      journal_mode: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreign_keys: pragma('foreign_keys'),
      trusted_schema: pragma('trusted_schema'),
    }).toEqual({
      application_id: Buffer.from('Anml').readUInt32BE(),
      user_version: migrations.length,
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      trusted_schema: 0,
    })
    await close()
  })

  test('is defensive: its schema cannot be written past SQLite', async () => {
    const { connection, close } = await openDatabase(await emptyFolder(), migrations)
    connection.execute('PRAGMA writable_schema = ON')
    expect(() => connection.execute("UPDATE sqlite_schema SET sql = 'x'")).toThrow(/may not be modified/)
    await close()
  })

  test('takes the place of one whose making was cut short', async () => {
    const folder = await emptyFolder()
    await writeFile(join(folder, 'library.db.partial'), 'half a database')
    await writeFile(join(folder, 'library.db-wal'), 'a log without its database')
    const library = await openLibrary(folder)
    expect(library.lists()).toEqual([])
    await library.close()
    expect((await readdir(folder)).sort()).toEqual(['library.db', 'library.db.sha256', 'library.lock'])
  })
})

describe('what is refused, and left as it is', () => {
  const trigger = 'CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM list; END'
  test.each<[what: string, make: (path: string, folder: string) => Promise<void>, code: string]>([
    ['a text file', path => writeFile(path, 'Fe2O3\n'.repeat(100)), 'library/not-a-library'],
    ['an empty file', path => writeFile(path, ''), 'library/not-a-library'],
    [
      'the database of another program',
      async path => {
        await rm(path)
        new Database(path).exec('PRAGMA application_id = 42; CREATE TABLE t (x)').close()
      },
      'library/not-a-library',
    ],
    ['a newer library', (_, folder) => tamper(folder, 'PRAGMA user_version = 999'), 'library/newer'],
    ['a trigger', (_, folder) => tamper(folder, trigger), 'library/foreign-schema'],
    ['a view', (_, folder) => tamper(folder, 'CREATE VIEW v AS SELECT 1'), 'library/foreign-schema'],
    ['a table more', (_, folder) => tamper(folder, 'CREATE TABLE t (x)'), 'library/foreign-schema'],
    [
      'a view in place of a table',
      (_, folder) =>
        tamper(folder, "DROP TABLE setting; CREATE VIEW setting AS SELECT 'a' AS name, '1' AS value"),
      'library/foreign-schema',
    ],
    ['an index less', (_, folder) => tamper(folder, 'DROP INDEX entry_by_list'), 'library/foreign-schema'],
    [
      'a version that its tables do not have',
      (_, folder) => tamper(folder, 'PRAGMA user_version = 1'),
      'library/foreign-schema',
    ],
    [
      'a library cut in half, without a backup',
      async (path, folder) => {
        await rm(join(folder, 'backups'), { recursive: true })
        await writeFile(path, (await readFile(path)).subarray(0, 20_000))
      },
      'library/damaged',
    ],
  ])('%s', async (_, make, code) => {
    const folder = await folderWithList()
    const path = join(folder, 'library.db')
    await make(path, folder)
    const before = await readFile(path)
    await expect(openLibrary(folder)).rejects.toMatchObject({ code, details: { path } })
    expect(await readFile(path)).toEqual(before)
  })

  test('1,000 random byte flips in a closed library are all found', async () => {
    const folder = await folderWithList()
    await rm(join(folder, 'backups'), { recursive: true })
    const path = join(folder, 'library.db')
    const whole = await readFile(path)
    const random = randomStream(14)
    for (let round = 0; round < 1000; round++) {
      const flipped = Buffer.from(whole)
      flipped[random.integer(whole.length)]! ^= 1 + random.integer(255)
      await writeFile(path, flipped)
      await expect(openLibrary(folder)).rejects.toMatchObject({ code: expect.stringMatching(/^library\//) })
    }
    await writeFile(path, whole)
    await (await openLibrary(folder)).close()
  })

  test('200 random byte flips without a seal give a typed error or a library that answers', async () => {
    const folder = await folderWithList()
    const path = join(folder, 'library.db')
    const whole = await readFile(path)
    const random = randomStream(15)
    let opened = 0
    for (let round = 0; round < 200; round++) {
      const flipped = Buffer.from(whole)
      flipped[random.integer(whole.length)]! ^= 1 + random.integer(255)
      await rm(`${path}.sha256`, { force: true })
      await writeFile(path, flipped)
      try {
        const library = await openLibrary(folder)
        opened++
        try {
          for (const { id } of library.lists()) [...library.entries(id)]
          library.setting('theme')
          library.models()
          library.jobs()
        } finally {
          await library.close()
        }
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^library\//) })
      }
    }
    expect(opened).toBeGreaterThan(0)
  })
})

describe('a damaged library', () => {
  const damages: [what: string, damage: (path: string) => Promise<void>][] = [
    ['cut in half', async path => writeFile(path, (await readFile(path)).subarray(0, 20_000))],
    [
      'overwritten in the middle, without a seal',
      async path => {
        await writeFile(path, (await readFile(path)).fill(7, 8192, 12_288))
        await rm(`${path}.sha256`)
      },
    ],
    [
      'with one bit flipped',
      async path => {
        const bytes = await readFile(path)
        bytes[9000]! ^= 1
        await writeFile(path, bytes)
      },
    ],
    [
      'with a log of its own',
      async path => {
        await writeFile(path, (await readFile(path)).fill(7, 8192, 12_288))
        await writeFile(`${path}-wal`, 'not a log')
      },
    ],
  ]

  test.each(damages)('%s is kept aside, and its newest good backup takes its place', async (_, damage) => {
    const folder = await folderWithList()
    const path = join(folder, 'library.db')
    const [backup] = await readdir(join(folder, 'backups'))
    await writeFile(
      join(folder, 'backups', 'library-9999-01-01T00-00-00-000Z.db'),
      'a backup that is no good',
    )
    await damage(path)
    const damaged = await readFile(path)
    const library = await openLibrary(folder)
    expect(library.notices).toHaveLength(1)
    const day = /\d{4}-\d\d-\d\d/.exec(backup!)![0]
    const kept = (await readdir(folder)).find(name => /^library-damaged-[-\dTZ]+\.db$/.test(name))!
    expect(library.notices[0]).toContain(`backup of ${day}`)
    expect(library.notices[0]).toContain(join(folder, kept))
    expect(await readFile(join(folder, kept))).toEqual(damaged)
    expect(library.lists()).toMatchObject([{ name: 'garnets', entryCount: 2 }])
    await library.close()
    const again = await openLibrary(folder)
    expect(again.notices).toEqual([])
    await again.close()
  })

  test('that is killed while its backup is restored has the damage or the backup', async () => {
    const folder = await folderWithList()
    const path = join(folder, 'library.db')
    const damaged = (await readFile(path)).fill(7, 8192, 12_288)
    for (const delayMs of [0, 1, 2, 4, 8, 16]) {
      await writeFile(path, damaged)
      await writeFile(`${path}.sha256`, 'not that of these bytes')
      const child = await spawnLibraryProcess(`ready(); await openLibrary(${JSON.stringify(folder)})`)
      await new Promise(resolve => setTimeout(resolve, delayMs))
      await killed(child)
      const library = await openLibrary(folder)
      expect(library.lists()).toMatchObject([{ name: 'garnets', entryCount: 2 }])
      await library.close()
    }
  })
})

describe('one instance at a time', () => {
  test('a second one in this process is refused until the first is closed', async () => {
    const folder = await emptyFolder()
    const first = await openLibrary(folder)
    await expect(openLibrary(folder)).rejects.toMatchObject({ code: 'library/in-use', details: { folder } })
    first.setSetting('theme', 'dark')
    await first.close()
    const second = await openLibrary(folder)
    expect(second.setting('theme')).toBe('dark')
    await second.close()
  })

  test('one in another process is refused, and a kill of that process lets go', async () => {
    const folder = await emptyFolder()

    const other = await spawnLibraryProcess(`await openLibrary(${JSON.stringify(folder)}); ready()`)
    await expect(openLibrary(folder)).rejects.toMatchObject({ code: 'library/in-use' })
    await killed(other)
    await (await openLibrary(folder)).close()
  })
})

describe('migrations', () => {
  test.each(migrations.map((_, version) => [version + 1]))(
    'from version %i, with a backup first',
    async version => {
      const folder = await emptyFolder()
      await (await openDatabase(folder, migrations.slice(0, version))).close()
      const { connection, close } = await openDatabase(folder, migrations)
      expect(connection.get('PRAGMA user_version')).toEqual({ user_version: migrations.length })
      await close()
      const isOld = version < migrations.length
      expect(existsSync(join(folder, 'backups'))).toBe(isOld)
    },
  )

  test('one that fails leaves the library at the version it had', async () => {
    const folder = await emptyFolder()
    const first = await openDatabase(folder, migrations.slice(0, 1))
    first.connection.run("INSERT INTO list (name, kind, created_at) VALUES ('oxides', 'scratch', '')")
    await first.close()
    const failing = [...migrations.slice(0, 1), 'CREATE TABLE later (x); INSERT INTO nowhere VALUES (1)']
    await expect(openDatabase(folder, failing)).rejects.toMatchObject({ code: 'library/failed' })
    const again = await openDatabase(folder, migrations)
    expect(again.connection.all('SELECT name FROM list')).toEqual([{ name: 'oxides' }])
    await again.close()
  })
})

describe('a kill in the middle of a migration', () => {
  const openModule = new URL('../../../src/library/database/open.ts', import.meta.url).href
  const migrationsModule = new URL('../../../src/library/migrations/index.ts', import.meta.url).href

  test.each(migrations.map((_, version) => [version]))(
    'to version %i + 1 leaves what was there',
    async version => {
      const folder = await emptyFolder()
      const known = migrations.slice(0, version)
      if (version > 0) await (await openDatabase(folder, known)).close()
      // Counts for minutes between the step's first table and its end.
      const endless = `CREATE TABLE later (x);
      INSERT INTO later WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e9) SELECT i FROM n`
      const child = await spawnLibraryProcess(`
      const { openDatabase } = await import('${openModule}')
      const { migrations } = await import('${migrationsModule}')
      ready()
      await openDatabase(${JSON.stringify(folder)}, [...migrations.slice(0, ${version}), ${JSON.stringify(endless)}])`)
      await new Promise(resolve => setTimeout(resolve, 150))
      await killed(child)
      const { connection, close } = await openDatabase(folder, migrations)
      expect(connection.get('PRAGMA user_version')).toEqual({ user_version: migrations.length })
      expect(connection.all("SELECT name FROM sqlite_schema WHERE name = 'later'")).toEqual([])
      await close()
    },
  )
})

describe('backups', () => {
  test('are whole libraries themselves', async () => {
    const folder = await emptyFolder()
    const library = await openLibrary(folder)
    library.createList('spinels', 'reference', [newEntry('MgAl2O4', 1)])
    const backup = await library.backUp()
    library.binList(library.listNamed('spinels').id)
    library.emptyBin(new Date().toISOString(), 10)
    await library.close()

    const restored = await emptyFolder()
    await copyFile(backup, join(restored, 'library.db'))
    const old = await openLibrary(restored)
    expect(old.lists().map(({ name }) => name)).toEqual(['spinels'])
    await old.close()
  })

  test('are made on close when something has changed, and only then', async () => {
    const folder = await folderWithList()
    const backups = join(folder, 'backups')
    expect(await readdir(backups)).toHaveLength(1)
    const library = await openLibrary(folder)
    library.lists()
    await library.close()
    expect(await readdir(backups)).toHaveLength(1)
  })

  test('thin out to the newest three and the last of each of seven days', async () => {
    const folder = await emptyFolder()
    const library = await openLibrary(folder)
    const backups = join(folder, 'backups')
    await mkdir(backups)
    const name = (day: number, hour: number) =>
      `library-2020-01-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}-00-00-000Z.db`
    for (let day = 1; day <= 10; day++) {
      for (const hour of [8, 12, 20]) await writeFile(join(backups, name(day, hour)), '')
    }
    await writeFile(join(backups, 'my-own-copy.db'), '')
    const newest = await library.backUp()
    await library.close()
    const kept = await readdir(backups)
    const daily = [5, 6, 7, 8, 9, 10].map(day => name(day, 20))
    expect(kept.sort()).toEqual(
      [...daily, name(10, 12), newest.slice(backups.length + 1), 'my-own-copy.db'].sort(),
    )
  })
})

test('a folder that cannot be made is a typed error', async () => {
  const folder = await emptyFolder()
  await writeFile(join(folder, 'file'), '')
  await expect(openLibrary(join(folder, 'file', 'data'))).rejects.toMatchObject({
    code: 'library/not-writable',
  })
})

test('a full disk refuses the import with a typed error and loses nothing that was there', async () => {
  const folder = await folderWithList()

  const child = await spawnLibraryProcess(
    `const library = await openLibrary(${JSON.stringify(folder)})
     const text = Array.from({ length: 20_000 }, (_, i) => 'Fe' + (i + 1) + 'O3').join('\\n')
     const error = await importList(library, { bytes: Buffer.from(text) }, { into: { newList: 'big', kind: 'scratch' } })
       .then(() => null, error => error)
     console.log(JSON.stringify({ code: error?.code, lists: library.lists().map(list => list.name) }))
     process.exit(0)`,
    // A limit on the size of files (in KiB) stands in for a disk without room.
    { fileSizeKib: 600 },
  )
  const { code, lists } = JSON.parse(await outputOf(child))
  expect(code).toMatch(/^library\/(disk-full|not-writable)$/)
  expect(lists).toEqual(['garnets'])
  const library = await openLibrary(folder)
  expect(library.lists().map(({ name }) => name)).toEqual(['garnets'])
  await library.close()
})
