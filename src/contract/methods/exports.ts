import { z } from 'zod'
import { method } from '../method.ts'
import { fileId, listId } from '../values.ts'

export const exportMethods = {
  /**
   * Writes a list as it is kept, unread lines and the author's other columns included, so that importing the file
   * gives the list again. Throws `library/no-such-list`, and for worksheets `export/too-many-rows`.
   */
  'lists.export': method(
    z.strictObject({ list: listId, format: z.enum(['csv', 'xlsx', 'json']) }),
    z.strictObject({ file: fileId, fileName: z.string(), bytes: z.int().nonnegative() }),
  ),
}
