/// The terminal's screen: a small interface to ncurses.
///
/// Most of curses is macros and writable globals, which Swift cannot or must not touch. There is
/// one terminal, so these functions have no handle. Curses only draws here, it never reads.

#ifndef SGDB_CCURSES_H
#define SGDB_CCURSES_H

#include <stdbool.h>

/// Attributes of a cell, to be combined.
enum {
  screen_bold = 1,
  screen_dim = 2,
  screen_underline = 4,
  screen_reverse = 8,
};

/// Whether TERM names a terminal that has no terminfo entry.
bool screen_is_unknown(int output);

/// Whether the terminal, by its name in TERM, can place its cursor.
bool screen_can_open(int output);
/// Takes the terminal over, in its alternate screen where it has one.
///
/// - marks_pastes: whether the terminal should mark pastes.
/// - Returns: false when the terminal is unknown or memory is short.
bool screen_open(int keyboard, int output, bool marks_pastes);
/// Leaves the terminal as it was found.
void screen_close(void);
/// Leaves the terminal as it was found until `screen_resume`.
void screen_suspend(void);
/// Takes the terminal over again; everything will be painted anew.
void screen_resume(void);
/// The size of a terminal, at least 1 x 1.
void screen_size(int terminal, int *columns, int *rows);
/// Adapts to a new size.
void screen_resize(int columns, int rows);
/// Turns mouse reports on or off, if the terminal has a mouse: presses and the wheel, as
/// `ESC [ < button ; column ; row M`. `screen_suspend` and the end of the program turn them off.
void screen_mouse(bool on);
/// Prepares colours.
///
/// - is_direct: whether a colour is red, green and blue in 24 bits instead of an index.
/// - Returns: The number of colours, 0 on a terminal without, or without default colours to
///   fall back on.
int screen_colors(bool *is_direct);
/// Defines a pair of colours; -1 is the terminal's own.
///
/// - Returns: false when the terminal has no such pair; pair 0 is always there.
bool screen_define_pair(int pair, int foreground, int background);
/// Puts one grapheme cluster into a cell; `columns` is 1 or 2.
///
/// Clusters that the locale cannot show, or shows in another width, become `?` and blanks.
void screen_put(
  int column, int row, const char *text, int bytes, int columns, int attributes, int pair);
/// Sends all changes to the terminal in one update.
///
/// - column, row: where the cursor goes; -1 hides it.
/// - everything: paint every cell, as after others have written on the terminal.
void screen_show(int column, int row, bool everything);

#endif
