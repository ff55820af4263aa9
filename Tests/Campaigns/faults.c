/*
 * A library for LD_PRELOAD that lets a program fail at any point at which it writes.
 *
 * A point of writing is a call that changes a regular file or a folder: it creates, fills, cuts,
 * renames, removes, or makes something durable. Standard input, output and error do not count.
 * Points are numbered from 1 in the order in which the process reaches them.
 *
 *   FAULTS_AT     the number of the point at which something happens; 0 or absent: nothing does
 *   FAULTS_KIND   kill    the process is killed before the call
 *                 after   the process is killed when the call has returned
 *                 torn    half of the bytes are written, then the process is killed
 *                 stop    the process is stopped before the call, until it gets SIGCONT
 *                 eio     the call fails: input/output error
 *                 enospc  the call fails: no space left on the device
 *   FAULTS_STAY   if set, every call from that point on fails as well (eio, enospc)
 *   FAULTS_LOG    a file that gets one line for each point: its number, its kind and its path
 *   FAULTS_NOW    seconds since 1970 at which the clock of the process stands still
 *   FAULTS_COMMANDS  if set, a command that the process starts is a point as well, and so is what it
 *                 sends to one; the commands themselves are left alone
 *
 *   cc -shared -fPIC -O1 -o faults.so faults.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum fault { NOTHING, KILL, AFTER, TORN, STOP, FAIL };

static enum fault chosen = NOTHING;
static int error_number = EIO;
static int stays = 0;
static long chosen_point = 0;
static atomic_long points_reached = 0;
static int log_descriptor = -1;
static time_t standing_clock = 0;
static int counts_commands = 0;

__attribute__((constructor)) static void read_environment(void) {
  static const struct { const char *name; enum fault fault; int error; } kinds[] = {
    {"kill", KILL, 0}, {"after", AFTER, 0}, {"torn", TORN, 0}, {"stop", STOP, 0},
    {"eio", FAIL, EIO}, {"enospc", FAIL, ENOSPC},
  };
  const char *at = getenv("FAULTS_AT"), *kind = getenv("FAULTS_KIND");
  const char *log = getenv("FAULTS_LOG"), *now = getenv("FAULTS_NOW");
  stays = getenv("FAULTS_STAY") != NULL;
  if (now) standing_clock = atol(now);
  if (log) log_descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  points_reached = 0;
  counts_commands = getenv("FAULTS_COMMANDS") != NULL;
  if (counts_commands) unsetenv("LD_PRELOAD");
  if (!at || !kind) return;
  chosen_point = atol(at);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(kind, kinds[i].name) != 0) continue;
    chosen = kinds[i].fault;
    error_number = kinds[i].error;
  }
}

/* The call of that name that the program would have reached without this library. */
#define NEXT(name)                                    \
  static __typeof__(name) *next;                      \
  if (!next) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void note(long point, const char *kind, int descriptor, const char *path) {
  if (log_descriptor < 0) return;
  char link[64], target[1024] = "", line[1200];
  if (!path && descriptor >= 0) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, target, sizeof target - 1);
    if (length > 0) target[length] = 0;
  }
  int length = snprintf(line, sizeof line, "%ld %s %s\n", point, kind, path ? path : target);
  static ssize_t (*write_line)(int, const void *, size_t);
  if (!write_line) write_line = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  write_line(log_descriptor, line, (size_t)length);
}

/* Whether a descriptor is a file or a folder, and neither the log nor one of the first three. */
static int counts(int descriptor) {
  struct stat status;
  if (descriptor >= 0 && descriptor <= 2) return 0;
  if (descriptor == log_descriptor || fstat(descriptor, &status) != 0) return 0;
  return S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

/* Counts a point, and says what is to happen at it. A path or a descriptor names what is changed. */
static enum fault reach(const char *kind, int descriptor, const char *path) {
  int before = errno;
  if (!path && !counts(descriptor)) {
    errno = before;
    return NOTHING;
  }
  long point = atomic_fetch_add(&points_reached, 1) + 1;
  note(point, kind, descriptor, path);
  errno = before;
  if (chosen == NOTHING || chosen_point == 0) return NOTHING;
  if (point != chosen_point && !(stays && chosen == FAIL && point > chosen_point)) return NOTHING;
  if (chosen == KILL) die();
  if (chosen == STOP) kill(getpid(), SIGSTOP);
  if (chosen == FAIL) errno = error_number;
  return chosen;
}

/* Returns what `whole` returns, unless this is the chosen point. `half` is the call half done. */
#define AT_POINT(kind, descriptor, path, whole, half) \
  switch (reach(kind, descriptor, path)) {            \
    case FAIL: return -1;                             \
    case TORN: (void)!(half); die(); break;           \
    case AFTER: (void)!(whole); die(); break;         \
    case NOTHING: case KILL: case STOP: break;        \
  }                                                   \
  return whole

/* A call that is done whole or not at all. */
#define ONE_CALL(result, name, parameters, arguments, descriptor, path) \
  result name parameters {                                              \
    NEXT(name);                                                         \
    AT_POINT(#name, descriptor, path, next arguments, next arguments);  \
  }

ssize_t write(int fd, const void *bytes, size_t count) {
  NEXT(write);
  AT_POINT("write", fd, NULL, next(fd, bytes, count), next(fd, bytes, count / 2));
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  NEXT(pwrite);
  AT_POINT("pwrite", fd, NULL, next(fd, bytes, count, at), next(fd, bytes, count / 2, at));
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  NEXT(pwrite64);
  AT_POINT("pwrite", fd, NULL, next(fd, bytes, count, at), next(fd, bytes, count / 2, at));
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  NEXT(writev);
  AT_POINT("writev", fd, NULL, next(fd, parts, count), next(fd, parts, count / 2));
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  NEXT(pwritev);
  AT_POINT("pwritev", fd, NULL, next(fd, parts, count, at), next(fd, parts, count / 2, at));
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  NEXT(pwritev64);
  AT_POINT("pwritev", fd, NULL, next(fd, parts, count, at), next(fd, parts, count / 2, at));
}

ssize_t sendfile(int out, int in, off_t *at, size_t count) {
  NEXT(sendfile);
  AT_POINT("sendfile", out, NULL, next(out, in, at, count), next(out, in, at, count / 2));
}

ssize_t sendfile64(int out, int in, off64_t *at, size_t count) {
  NEXT(sendfile64);
  AT_POINT("sendfile", out, NULL, next(out, in, at, count), next(out, in, at, count / 2));
}

ssize_t copy_file_range(
  int in, off64_t *from, int out, off64_t *at, size_t count, unsigned flags) {
  NEXT(copy_file_range);
  AT_POINT("copy_file_range", out, NULL, next(in, from, out, at, count, flags),
           next(in, from, out, at, count / 2, flags));
}

ONE_CALL(int, fsync, (int fd), (fd), fd, NULL)
ONE_CALL(int, fdatasync, (int fd), (fd), fd, NULL)
ONE_CALL(int, syncfs, (int fd), (fd), fd, NULL)
ONE_CALL(int, ftruncate, (int fd, off_t size), (fd, size), fd, NULL)
ONE_CALL(int, ftruncate64, (int fd, off64_t size), (fd, size), fd, NULL)
ONE_CALL(int, fallocate, (int fd, int mode, off_t at, off_t size), (fd, mode, at, size), fd, NULL)
ONE_CALL(int, fchmod, (int fd, mode_t mode), (fd, mode), fd, NULL)
ONE_CALL(int, chmod, (const char *path, mode_t mode), (path, mode), -1, path)
ONE_CALL(int, truncate, (const char *path, off_t size), (path, size), -1, path)
ONE_CALL(int, rename, (const char *from, const char *to), (from, to), -1, to)
ONE_CALL(int, renameat, (int old, const char *from, int new, const char *to),
         (old, from, new, to), -1, to)
ONE_CALL(int, renameat2, (int old, const char *from, int new, const char *to, unsigned flags),
         (old, from, new, to, flags), -1, to)
ONE_CALL(int, link, (const char *from, const char *to), (from, to), -1, to)
ONE_CALL(int, linkat, (int old, const char *from, int new, const char *to, int flags),
         (old, from, new, to, flags), -1, to)
ONE_CALL(int, symlink, (const char *text, const char *path), (text, path), -1, path)
ONE_CALL(int, unlink, (const char *path), (path), -1, path)
ONE_CALL(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), -1, path)
ONE_CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), -1, path)
ONE_CALL(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), -1, path)
ONE_CALL(int, rmdir, (const char *path), (path), -1, path)

/* Opening a file is a point only where that may create or empty it. */
#define OPEN_CALL(name, parameters, arguments)                  \
  int name parameters {                                         \
    NEXT(name);                                                 \
    mode_t mode = 0;                                            \
    if (flags & (O_CREAT | __O_TMPFILE)) {                      \
      va_list rest;                                             \
      va_start(rest, flags);                                    \
      mode = va_arg(rest, mode_t);                              \
      va_end(rest);                                             \
    }                                                           \
    if (!(flags & (O_CREAT | O_TRUNC))) return next arguments;  \
    AT_POINT("open", -1, path, next arguments, next arguments); \
  }

OPEN_CALL(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN_CALL(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN_CALL(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPEN_CALL(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

/* The clock, where it is to stand still. */
time_t time(time_t *seconds) {
  NEXT(time);
  if (standing_clock == 0) return next(seconds);
  if (seconds) *seconds = standing_clock;
  return standing_clock;
}

int gettimeofday(struct timeval *now, void *zone) {
  NEXT(gettimeofday);
  if (standing_clock == 0) return next(now, zone);
  *now = (struct timeval){.tv_sec = standing_clock};
  return 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  NEXT(clock_gettime);
  if (standing_clock == 0 || clock != CLOCK_REALTIME) return next(clock, now);
  *now = (struct timespec){.tv_sec = standing_clock};
  return 0;
}

int posix_spawnp(
  pid_t *process, const char *file, const posix_spawn_file_actions_t *actions,
  const posix_spawnattr_t *attributes, char *const words[], char *const variables[]) {
  NEXT(posix_spawnp);
  if (!counts_commands) return next(process, file, actions, attributes, words, variables);
  AT_POINT("command", -1, file, next(process, file, actions, attributes, words, variables),
           next(process, file, actions, attributes, words, variables));
}

ssize_t send(int fd, const void *bytes, size_t count, int flags) {
  NEXT(send);
  if (!counts_commands) return next(fd, bytes, count, flags);
  AT_POINT("send", -1, "command", next(fd, bytes, count, flags),
           next(fd, bytes, count / 2, flags));
}
