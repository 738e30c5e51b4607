#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int queued[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
static const int fatal[] = {SIGPIPE, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE};
/// Signals that end a program that does not expect them.
static const int unexpected[] = {
  SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGXCPU, SIGSYS,
};

enum { signal_limit = 65, farewell_limit = 256, handler_stack = 65536 };

static int pipe_ends[2] = {-1, -1};
static volatile sig_atomic_t waiting[signal_limit];

/// The terminal to put back, or -1. The rest is read by handlers while this names a terminal, and
/// written only while it does not: the fences keep compilers from moving stores across.
static volatile sig_atomic_t guarded = -1;
static struct termios mode_before;
static char farewell_text[farewell_limit];
static size_t farewell_length;

// Everything down to `signals_die` may run in signal handlers: only async-signal-safe calls.

static void put_terminal_back(void) {
  int terminal = guarded;
  guarded = -1;
  // In the background the terminal's mode belongs to someone else.
  if (terminal < 0 || tcgetpgrp(terminal) != getpgrp()) return;
  if (write(terminal, farewell_text, farewell_length) < 0) {}
  tcsetattr(terminal, TCSANOW, &mode_before);
}

static void die(int number) {
  put_terminal_back();
  temporaries_remove();
  signals_die(number);
}

/// The size limit of files: a write of this process fails, which is reported; a signal from elsewhere
/// ends the program.
static void on_size_limit(int number, siginfo_t *info, void *context) {
  (void)context;
  if (info->si_pid != getpid()) die(number);
}

static void on_signal(int number) {
  int error = errno;
  bool is_impatient = waiting[number] && (number == SIGTERM || number == SIGHUP);
  if (is_impatient) die(number);
  waiting[number] = 1;
  char byte = 0;
  if (write(pipe_ends[1], &byte, 1) < 0) {}
  errno = error;
}

/// Lets a signal through, even if the parent process had blocked it.
static void unblock(int number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
}

void signals_die(int number) {
  signal(number, SIG_DFL);
  unblock(number);
  raise(number);
  _exit(128 + number);
}

static void catch_signal(int number, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
  unblock(number);
}

static bool is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static bool is_interrupt(int number) {
  return number == SIGINT || number == SIGTERM || number == SIGHUP;
}

static void catch_queued(int number) {
  // A blocked read or poll is to return on these, and to go on after the others.
  catch_signal(number, on_signal, is_interrupt(number) ? 0 : SA_RESTART);
}

int signals_open(void) {
  if (pipe2(pipe_ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  // A stack overflow leaves no room on the ordinary stack for a handler.
  stack_t stack = {.ss_sp = malloc(handler_stack), .ss_size = handler_stack};
  if (stack.ss_sp) sigaltstack(&stack, NULL);
  for (size_t i = 0; i < sizeof queued / sizeof *queued; i++) {
    if (!is_ignored(queued[i])) catch_queued(queued[i]);
  }
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
    catch_signal(fatal[i], die, SA_ONSTACK);
  }
  for (size_t i = 0; i < sizeof unexpected / sizeof *unexpected; i++) {
    if (!is_ignored(unexpected[i])) catch_signal(unexpected[i], die, 0);
  }
  if (!is_ignored(SIGXFSZ)) {
    struct sigaction action = {.sa_sigaction = on_size_limit, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigfillset(&action.sa_mask);
    sigaction(SIGXFSZ, &action, NULL);
    unblock(SIGXFSZ);
  }
  return pipe_ends[0];
}

/// The next signal that has come; one that interrupts only if they are taken too.
static int next_signal(bool takes_interrupts) {
  for (size_t i = 0; i < sizeof queued / sizeof *queued; i++) {
    if (!waiting[queued[i]] || (is_interrupt(queued[i]) && !takes_interrupts)) continue;
    waiting[queued[i]] = 0;
    return queued[i];
  }
  return 0;
}

int signals_next(void) {
  char bytes[64];
  while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {}
  return next_signal(true);
}

int signals_next_quiet(void) { return next_signal(false); }

bool signals_interrupt(void) { return waiting[SIGINT] || waiting[SIGTERM] || waiting[SIGHUP]; }

void signals_stop(void) {
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  catch_queued(SIGTSTP);
  waiting[SIGCONT] = 0;
}

void signals_guard(int terminal, const char *farewell) {
  signals_unguard();
  if (tcgetattr(terminal, &mode_before) != 0) return;
  farewell_length = strnlen(farewell, farewell_limit);
  memcpy(farewell_text, farewell, farewell_length);
  atomic_signal_fence(memory_order_seq_cst);
  guarded = terminal;
}

void signals_unguard(void) {
  guarded = -1;
  atomic_signal_fence(memory_order_seq_cst);
}
