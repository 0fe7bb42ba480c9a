import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { keptNote, LONGEST_NOTE } from '../../domain/model-note.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import { NOTE_FILE } from '../../engine/index.ts'
import type { AnyModel } from '../models.ts'

type Noted = Pick<AnyModel, 'id' | 'folder' | 'origin'>

/** With the model it is about; of a ready one, whose folder is not the user's, in the data folder. */
function noteFile(data: string, { id, folder, origin }: Noted): string {
  return origin === 'own' ? join(folder, NOTE_FILE) : join(data, 'notes', `${id}.txt`)
}

/** What a person wrote about a model; empty where nobody did. */
export async function readNote(data: string, model: Noted): Promise<string> {
  const text = await readFile(noteFile(data, model), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.slice(0, LONGEST_NOTE).trimEnd()
}

/**
 * Puts a note in the place of a model's; an empty one takes it away. Returns it as it is kept. Throws `model/long-note`
 * and `file/not-written`; then the note is what it was.
 */
export async function writeNote(data: string, model: Noted, text: string): Promise<string> {
  const note = keptNote(text)
  if (note.length > LONGEST_NOTE) {
    throw new AnomaliteError(
      'model/long-note',
      `The note has ${note.length} characters; ${LONGEST_NOTE} are the most.`,
      { characters: note.length, most: LONGEST_NOTE },
    )
  }
  const file = noteFile(data, model)
  if (note === '') await rm(file, { force: true })
  else await writeFileAtomically(file, `${note}\n`)
  return note
}
