const KEPT_CHARACTERS = 2000

/** The end of what a child wrote on standard error: what it said of its death, if it did. */
export class LastWords {
  private kept = ''

  constructor(stream: NodeJS.ReadableStream | null) {
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => {
      this.kept = (this.kept + text).slice(-KEPT_CHARACTERS)
    })
  }

  get text(): string {
    return this.kept.trim()
  }
}
