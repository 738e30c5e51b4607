#define _GNU_SOURCE
#include "CBenchmark.h"

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

int terminal_start(
    char *const *arguments, char *const *environment, int rows, int columns, pid_t *process) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  int terminal;
  *process = forkpty(&terminal, NULL, NULL, &size);
  if (*process < 0) return -1;
  if (*process == 0) {
    execve(arguments[0], arguments, environment);
    _exit(127);
  }
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  return terminal;
}
