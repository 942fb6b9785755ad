/** An ffmpeg command as plain data: planned without touching a disk, run without making a choice. */
export interface FfmpegCommandLine {
  readonly inputs: readonly { readonly options: readonly string[]; readonly source: string }[];
  readonly outputs: readonly { readonly options: readonly string[]; readonly target: string }[];
}

/** Raw bytes from or to Daylight itself instead of a file. */
export const PIPE = 'pipe';

/** The commands of one piece of work, in the order in which they began. */
export class CommandLog {
  readonly list: string[][] = [];

  note(...commands: FfmpegCommandLine[]): void {
    this.list.push(...commands.map(asTyped));
  }
}

/** The command as a court expert would type it. */
export const asTyped = (command: FfmpegCommandLine): string[] => [
  'ffmpeg',
  ...command.inputs.flatMap(({ options, source }) => [...options, '-i', source === PIPE ? 'pipe:0' : source]),
  ...command.outputs.flatMap(({ options, target }) => [...options, target === PIPE ? 'pipe:1' : target]),
];
