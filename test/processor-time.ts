/** Milliseconds of processor time since a moment: what other work on the machine does not lengthen. */
export function processorMillisecondsSince(moment: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(moment)
  return (user + system) / 1000
}
