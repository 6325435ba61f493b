import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Stands between a program and the C library: adds the seconds that a file holds to the time of day, to no other clock. */
const SHIM = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static volatile int64_t none = 0;
static volatile int64_t *offset = &none;
__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("CLOCK_FILE");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *page = mmap(0, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
  if (page != MAP_FAILED) offset = page;
  close(file);
}
int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *offset;
  return result;
}
int gettimeofday(struct timeval *now, void *zone) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  now->tv_sec = time.tv_sec;
  now->tv_usec = time.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
`;

/** Clocks of programs that can be set while they run. */
export class Clocks {
  private readonly folder = mkdtempSync(join(tmpdir(), 'chokepoint-clock-'));
  private readonly library = join(this.folder, 'clock.so');

  /** @throws Error where there is no C compiler. */
  constructor() {
    const source = join(this.folder, 'clock.c');
    writeFileSync(source, SHIM);
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', this.library, source], { stdio: 'ignore' });
  }

  /** The environment of a program that goes by this clock. */
  environment(name: string): Record<string, string> {
    this.set(name, 0);
    return { LD_PRELOAD: this.library, CLOCK_FILE: join(this.folder, name) };
  }

  /** Sets a clock so many seconds ahead of the true time. */
  set(name: string, seconds: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(seconds));
    const file = openSync(join(this.folder, name), 'a+');
    closeSync(file);
    const handle = openSync(join(this.folder, name), 'r+');
    writeSync(handle, bytes, 0, 8, 0);
    closeSync(handle);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
