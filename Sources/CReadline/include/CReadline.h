/// The line being typed: a small interface to GNU Readline.
///
/// Readline's interface is a few hundred writable global variables, which Swift rightly refuses to
/// touch. It edits one line on one terminal, so these functions have no handle.
///
/// Readline reads the keyboard itself, one `line_read` whenever `poll` reports input;
/// it would hang in a bracketed paste if it were fed byte by byte.

#ifndef SGDB_CREADLINE_H
#define SGDB_CREADLINE_H

#include <stdbool.h>

/// Functions called while `line_read` runs. Each gets `context`.
typedef struct LineEvents {
  void *context;
  /// A line was entered, without its newline, or NULL at the end of the input.
  void (*entered)(void *context, const char *line);
  /// Completions are wanted for the word that ends at a byte offset: answer with
  /// `line_completes_from` and `line_offer`.
  void (*completing)(void *context, const char *line, int offset);
  /// Show the completions offered last.
  void (*listing)(void *context);
  /// A key for the panes, by its place among those declared.
  void (*pressed)(void *context, int key);
  /// A single key of the set listened to.
  void (*struck)(void *context, char key);
  /// A button of the mouse, or its wheel, as terminals number them, on a cell counted from 0.
  void (*clicked)(void *context, int button, int column, int row);
  /// Whether to stop waiting for the rest of a paste or of a character.
  bool (*interrupted)(void *context);
} LineEvents;

/// How many keys can be declared, and how many sequences for each.
enum { line_most_keys = 16, line_most_sequences = 6, line_most_single_keys = 32 };
/// How many sets of single keys there are.
enum { line_key_sets = 3 };

/// Declares a key for the panes by the name that an inputrc can bind; before `line_open`.
///
/// - Returns: false when there is no room for it, as with the others.
bool line_declare_key(const char *name);
/// Declares a sequence that terminals send for the key declared last.
bool line_declare_sequence(const char *sent);
/// Declares a key of a set that `line_single_keys` listens to; in sets but the first, keys with more
/// keys right behind them are text instead.
bool line_declare_single_key(int set, char key);

/// Starts readline and reads the user's inputrc, as application `sgdb`.
///
/// Must come before the screen is opened: readline looks the terminal up in the same terminfo
/// library, which holds one current terminal.
///
/// - output: where readline draws the line, or -1 when the caller draws it. Then readline
///   leaves the terminal's mode alone, too.
/// - Returns: false when a stream cannot be opened.
bool line_open(int input, int output, LineEvents events);

/// Shows a prompt and accepts a line. The prompt must be free of control characters.
void line_begin(const char *prompt);
/// Changes the prompt of the line being typed.
void line_prompt_set(const char *prompt);
/// Puts the terminal's mode back and stops accepting keys.
void line_end(void);
/// Reads the typed bytes; call it when the input is readable.
void line_read(void);
/// Drops the typed text, a search and an argument, and starts afresh.
void line_cancel(void);
/// Listens to a set of single keys while the line is empty, or with -1 to none; any other key opens the
/// line for one command.
void line_single_keys(int set);
/// Whether the next key can be a single key of a set.
bool line_awaits_single_key(int set);
/// Types text at the cursor.
void line_type(const char *text);
/// Puts the terminal's mode back until `line_resume`.
void line_suspend(void);
/// Takes the terminal over again and draws the line.
void line_resume(void);
/// Tells readline the size of the terminal.
void line_resize(int columns, int rows);

/// The current prompt: the one set, or readline's while it searches. Valid until the next call.
const char *line_prompt(void);
/// The bytes typed so far; not always UTF-8. Valid until the next call of `line_read`.
const char *line_text(void);
/// The length of `line_text` in bytes.
int line_length(void);
/// The cursor, in bytes from the start of `line_text`.
int line_cursor(void);
/// Whether the user's inputrc wants pastes marked by the terminal.
bool line_marks_pastes(void);

/// Sets where the word being completed starts, in bytes, and whether a blank closes a single
/// candidate.
void line_completes_from(int start, bool closes);
/// Offers a whole replacement of the word being completed.
void line_offer(const char *candidate);

/// Reads the lines of earlier runs, unless `path` is NULL, and keeps at most `limit` of all lines.
void line_history_read(const char *path, int limit);
/// Remembers a line, in `path` too unless that is NULL; not when it repeats the one before.
void line_history_add(const char *line, const char *path);

#endif
