#define _GNU_SOURCE
#include "CPlatform.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <unistd.h>

FILE *file_stream(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return NULL;
  FILE *stream = fdopen(copy, mode);
  if (!stream) close(copy);
  return stream;
}

void file_write_back(int descriptor, long start, long count) {
#ifdef SYNC_FILE_RANGE_WRITE
  // An error here occurs again, and is reported, when the whole file is flushed.
  sync_file_range(
      descriptor, start, count,
      SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
#else
  (void)descriptor, (void)start, (void)count;
#endif
}

static void *close_descriptor(void *descriptor) {
  close((int)(intptr_t)descriptor);
  return 0;
}

void file_close_aside(int descriptor) {
  // Signals are for the thread that goes on.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  void *argument = (void *)(intptr_t)descriptor;
  if (pthread_create(&thread, 0, close_descriptor, argument) == 0) {
    pthread_detach(thread);
  } else {
    close_descriptor(argument);
  }
  pthread_sigmask(SIG_SETMASK, &before, 0);
}
