import { isOfOrigin } from './origin.ts'

/** Copying a table or a picture of a chart, and a view of the whole screen. */
const GRANTED = ['clipboard-sanitized-write', 'fullscreen']

/** Whether a page gets a permission that it or Chromium asks for: camera, location, notifications and the rest never. */
export function isGranted(permission: string, requester: string, origins: readonly string[]): boolean {
  return GRANTED.includes(permission) && isOfOrigin(requester, origins)
}
