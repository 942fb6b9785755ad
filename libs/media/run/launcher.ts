/** How ffmpeg is kept in: inside bubblewrap, or, where that cannot run, by resource limits alone. */
export type Sandbox = 'bubblewrap' | 'limits-only';

/**
 * The script that every ffmpeg and ffprobe is started through. It runs in a job's folder and shows the program
 * nothing of this machine but the folder's inputs (read-only) and its work folder: no network, no other process, no
 * other file. Measured: 10 ms a start, of the 90 that ffmpeg takes to begin.
 */
export const launcher = (program: 'ffmpeg' | 'ffprobe', sandbox: Sandbox): string =>
  `#!/bin/sh
set -eu
# Seconds of CPU, bytes of memory, bytes of output. A job that needs less says so in .limits.
cpu=36000 memory=8589934592 output=1099511627776 niceness=0
if [ -f .limits ]; then . ./.limits; fi
set -- prlimit --core=0 --nofile=64 "--cpu=$cpu" "--as=$memory" "--fsize=$output" ${program} "$@"
if [ "$niceness" != 0 ]; then set -- nice -n "$niceness" "$@"; fi
${sandbox === 'bubblewrap' ? IN_BUBBLEWRAP : 'exec "$@"'}
`;

const IN_BUBBLEWRAP = `set -- --chdir /job "$@"
if [ -d work ]; then set -- --bind "$PWD/work" /job/work "$@"; fi
exec bwrap --unshare-all --die-with-parent --new-session --cap-drop ALL --uid 65534 --gid 65534 --clearenv \\
  --setenv PATH /usr/bin:/bin --setenv LC_ALL C.UTF-8 \\
  --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin \\
  --ro-bind-try /etc/alternatives /etc/alternatives --proc /proc --dev /dev --tmpfs /tmp --dir /job \\
  --args 9 "$@" 9< .inputs`;
