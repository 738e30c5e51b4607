// A library to be preloaded: counts the calls that change a folder, and lets one of them fail or kill the
// program.
//
//     SGDB_FAULT_FOLDER   an absolute path; calls that concern other files are not counted
//     SGDB_FAULT_AT       the number of the call, from 1; 0 for none
//     SGDB_FAULT_ERROR    the errno of that call, which then does nothing; 0 kills after the call
//     SGDB_FAULT_SIGNAL   the signal sent instead of SIGKILL, before the call returns
//     SGDB_FAULT_COUNT    a file to which the number of calls is written at the exit

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int calls;
static char is_watched[1024];

static int number(const char *name) {
  const char *text = getenv(name);
  return text ? atoi(text) : 0;
}

/// Counts a call before it is made.
///
/// - Returns: Whether it is to fail; `errno` says why.
static int fails(void) {
  calls++;
  int error = number("SGDB_FAULT_ERROR");
  if (calls != number("SGDB_FAULT_AT") || error == 0) return 0;
  errno = error;
  return 1;
}

/// Ends the program after a call, if it is the one.
static void maybe_kill(void) {
  if (calls != number("SGDB_FAULT_AT") || number("SGDB_FAULT_ERROR") != 0) return;
  int signal_number = number("SGDB_FAULT_SIGNAL");
  kill(getpid(), signal_number ? signal_number : SIGKILL);
}

static int is_inside(const char *path) {
  const char *folder = getenv("SGDB_FAULT_FOLDER");
  return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int watches(int descriptor) {
  return descriptor >= 0 && descriptor < (int)sizeof is_watched && is_watched[descriptor];
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name)                                                     \
  int name(const char *path, int flags, ...) {                         \
    va_list arguments;                                                 \
    va_start(arguments, flags);                                        \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments);                                                 \
    int counts = is_inside(path) && (flags & O_ACCMODE) != O_RDONLY;   \
    if (counts && fails()) return -1;                                  \
    int descriptor = NEXT(name)(path, flags, mode);                    \
    if (descriptor >= 0 && descriptor < (int)sizeof is_watched) {      \
      is_watched[descriptor] = (char)counts;                           \
    }                                                                  \
    if (counts) maybe_kill();                                          \
    return descriptor;                                                 \
  }

OPEN(open)
OPEN(open64)

/// A call on a descriptor that is counted.
#define ON_DESCRIPTOR(type, name, parameters, arguments)                \
  type name parameters {                                                \
    if (!watches(descriptor)) return NEXT(name) arguments;              \
    if (fails()) return -1;                                             \
    type result = NEXT(name) arguments;                                 \
    maybe_kill();                                                       \
    return result;                                                      \
  }

ON_DESCRIPTOR(
    ssize_t, write, (int descriptor, const void *bytes, size_t count), (descriptor, bytes, count))
ON_DESCRIPTOR(int, fsync, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, fchmod, (int descriptor, mode_t mode), (descriptor, mode))
ON_DESCRIPTOR(int, ftruncate, (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(int, ftruncate64, (int descriptor, off64_t length), (descriptor, length))

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < (int)sizeof is_watched) is_watched[descriptor] = 0;
  return NEXT(close)(descriptor);
}

int rename(const char *from, const char *to) {
  if (!is_inside(to)) return NEXT(rename)(from, to);
  if (fails()) return -1;
  int result = NEXT(rename)(from, to);
  maybe_kill();
  return result;
}

int unlink(const char *path) {
  int result = NEXT(unlink)(path);
  // It cleans up after a fault, and never fails here.
  if (is_inside(path)) {
    calls++;
    maybe_kill();
  }
  return result;
}

__attribute__((destructor)) static void write_count(void) {
  const char *path = getenv("SGDB_FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%d\n", calls);
  fclose(file);
}
