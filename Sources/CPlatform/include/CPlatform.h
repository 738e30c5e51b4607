/// Functions of the C library that Swift cannot or must not call: files, memory, the width of
/// characters, signals.
///
/// A signal handler may only call async-signal-safe functions, which excludes Swift.

#ifndef SGDB_CPLATFORM_H
#define SGDB_CPLATFORM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

// Files

/// Opens a stream on a copy of a descriptor; child processes do not inherit it.
///
/// - Returns: NULL when that fails.
FILE *file_stream(int descriptor, const char *mode);

/// Writes a part of a file back to disk where the system supports it; returns when that
/// is done.
void file_write_back(int descriptor, long start, long count);

/// Closes a file without waiting: with the last descriptor of a file that has no name any more the
/// system frees its blocks, which takes a while for a large file.
void file_close_aside(int descriptor);

/// Names a temporary file that a signal which ends the program removes.
///
/// - Returns: A place for `temporary_forget`; -1 if there are too many or the path is too long.
int temporary_add(const char *path);
/// Leaves a file that was named at a place to itself, as it is renamed or removed.
void temporary_forget(int place);
/// Removes all files named; it may run in a signal handler.
void temporaries_remove(void);

// Memory

/// Returns free memory to the system, which the allocator otherwise does late or never.
void memory_trim(void);

// The width of characters

/// The columns a terminal gives to a Unicode scalar by the C library's tables for UTF-8, whatever
/// the locale of the process; -1 for one that is not printed.
int column_width(uint32_t scalar);

// Signals

/// Catches the signals that concern a terminal; call it after `screen_open`, since curses installs
/// handlers too.
///
/// INT, TERM, HUP, TSTP, CONT and WINCH are queued for `signals_next`; a second TERM or HUP before
/// the first was taken ends the program. PIPE, QUIT and the signals of a crash put the terminal
/// back, remove temporary files and end the program. Signals ignored at the start stay ignored.
///
/// - Returns: A file descriptor that is readable when a signal has come, or -1 with `errno`; then
///   no signal is caught.
int signals_open(void);
/// The next signal that has come, or 0. A burst of one kind counts once.
int signals_next(void);

/// The next signal that does not interrupt (a stop, a continuation, a new size), or 0: for looking
/// while a command runs.
int signals_next_quiet(void);
/// Whether a signal that interrupts the current command is waiting.
bool signals_interrupt(void);
/// Stops the program, as Ctrl-Z does by default; returns when it is continued.
void signals_stop(void);
/// Ends the program by a signal, as it does by default. The terminal must have been put back.
void signals_die(int number);
/// Arms restoring a terminal when the program dies: its current mode, and the text to
/// write to it.
void signals_guard(int terminal, const char *farewell);
/// Disarms `signals_guard` once the terminal is restored.
void signals_unguard(void);

// The build

/// The commit that a package was built from; empty in other builds.
const char *program_commit(void);

#endif
