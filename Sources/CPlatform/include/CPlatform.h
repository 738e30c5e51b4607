/// What the C library offers and Swift cannot call, or must not: files, memory, the width of
/// characters, signals.
///
/// A signal handler may only use what is async-signal-safe, which Swift is not.

#ifndef SGDB_CPLATFORM_H
#define SGDB_CPLATFORM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

// Files

/// Opens a stream of its own on what a descriptor names; programs that are started do not inherit it.
///
/// - Returns: NULL when that fails.
FILE *file_stream(int descriptor, const char *mode);

/// Has the disk write a part of a file, as far as the system lets itself be told; returns when that
/// is done.
void file_write_back(int descriptor, long start, long count);

/// Closes a file without waiting: with the last descriptor of a file that has no name any more the
/// system frees what it held, which takes a while for a large one.
void file_close_aside(int descriptor);

// Memory

/// Gives free memory back to the system, which the allocator does late by itself, or never.
void memory_trim(void);

// The width of characters

/// The columns a terminal gives to a Unicode scalar by the C library's tables for UTF-8, whatever
/// the locale of the process; -1 for one that is not printed.
int column_width(uint32_t scalar);

// Signals

/// Catches the signals that concern a terminal; call it after `screen_open`, since curses installs
/// handlers of its own.
///
/// INT, TERM, HUP, TSTP, CONT and WINCH are noted for `signals_next`; a second TERM or HUP before
/// the first was taken ends the program. PIPE, QUIT and the signals of a crash put the terminal
/// back and end the program. What was ignored at the start stays ignored.
///
/// - Returns: A file descriptor that is readable when a signal has come, or -1 with `errno`; then
///   no signal is caught.
int signals_open(void);
/// The next signal that has come, or 0. A burst of one kind counts once.
int signals_next(void);

/// The next signal that does not interrupt (a stop, a continuation, a new size), or 0: for looking
/// while a command runs.
int signals_next_quiet(void);
/// Whether a signal waits that is to end what the program is doing.
bool signals_interrupt(void);
/// Stops the program, as Ctrl-Z does by default; returns when it is continued.
void signals_stop(void);
/// Ends the program by a signal, as it does by default. The terminal must have been put back.
void signals_die(int number);
/// Remembers how to put a terminal back when the program dies: its mode as it is now, and what to
/// write to it.
void signals_guard(int terminal, const char *farewell);
/// Forgets that again, because the terminal has been put back.
void signals_unguard(void);

#endif
