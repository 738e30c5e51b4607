#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CCurses.h"
#include "CPlatform.h"

#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static const char mark_pastes[] = "\033[?2004h";
static const char leave_pastes[] = "\033[?2004l";
static const char report_mouse[] = "\033[?1000h\033[?1006h";
static const char leave_mouse[] = "\033[?1006l\033[?1000l";

static int output = -1;
static bool marks;
/// Whether the terminal has a mouse, and whether it reports it now.
static bool can_report;
static bool reports;
static SCREEN *screen;
/// The streams of curses, which it does not close.
static FILE *from, *to;

static void send(const char *text) {
  if (write(output, text, strlen(text)) < 0) {}
}

/// Appends a terminal's string without its padding, `$<2>`, which only curses knows how to send.
static void append_string(char *to, size_t size, const char *capability) {
  const char *text = tigetstr(capability);
  if (!text || text == (char *)-1) return;
  size_t length = strlen(to);
  while (*text && length + 1 < size) {
    const char *padding = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
    if (padding) text = padding + 1;
    else to[length++] = *text++;
  }
  to[length] = '\0';
}

/// Prepares for restoring the terminal if the program dies without `screen_close`.
static void guard(int keyboard) {
  char farewell[200] = "";
  const char *capabilities[] = {"sgr0", "op", "cnorm", "rmcup"};
  for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++) {
    append_string(farewell, sizeof farewell, capabilities[i]);
  }
  const char *alternate = tigetstr("rmcup");
  bool leaves_screen = alternate && alternate != (char *)-1;
  size_t length = strlen(farewell);
  snprintf(
    farewell + length, sizeof farewell - length, "%s%s%s", marks ? leave_pastes : "",
    can_report ? leave_mouse : "", leaves_screen ? "" : "\r\n");
  signals_guard(keyboard, farewell);
}

static void close_streams(void) {
  if (from) fclose(from);
  if (to) fclose(to);
  from = to = NULL;
}

/// The mode readline expects: every key at once and unchanged, none of them stopping the output or
/// quoting the next.
static void set_mode(int keyboard) {
  cbreak();
  noecho();
  nonl();
  struct termios mode;
  if (tcgetattr(keyboard, &mode) == 0) {
    mode.c_iflag &= (tcflag_t) ~(IXON | INLCR);
    mode.c_cc[VLNEXT] = _POSIX_VDISABLE;
    tcsetattr(keyboard, TCSADRAIN, &mode);
  }
  def_prog_mode();
}

bool screen_open(int keyboard, int terminal, bool marks_pastes) {
  // Restoring is prepared before curses changes anything, which needs the strings of the
  // terminal.
  if (!screen_can_open(terminal)) return false;
  // These variables would freeze the size; readline in a parent process may have set them.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  to = file_stream(terminal, "w");
  from = file_stream(keyboard, "r");
  if (!to || !from) {
    close_streams();
    return false;
  }
  output = terminal;
  marks = marks_pastes;
  const char *mouse = tigetstr("kmous");
  can_report = mouse && mouse != (char *)-1;
  guard(keyboard);
  screen = newterm(NULL, to, from);
  if (!screen) {
    signals_unguard();
    close_streams();
    return false;
  }
  set_mode(keyboard);
  intrflush(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, FALSE);
  if (marks) send(mark_pastes);
  return true;
}

void screen_close(void) {
  if (!screen) return;
  screen_suspend();
  signals_unguard();
  delscreen(screen);
  screen = NULL;
  close_streams();
}

void screen_suspend(void) {
  curs_set(1);
  endwin();
  if (marks) send(leave_pastes);
  if (reports) send(leave_mouse);
}

void screen_resume(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
  if (marks) send(mark_pastes);
  if (reports) send(report_mouse);
}

void screen_mouse(bool on) {
  if (!can_report || on == reports) return;
  reports = on;
  send(on ? report_mouse : leave_mouse);
}

void screen_size(int terminal, int *columns, int *rows) {
  struct winsize size = {0};
  bool is_known = ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  *columns = is_known ? size.ws_col : 80;
  *rows = is_known ? size.ws_row : 24;
}

void screen_resize(int columns, int rows) { resizeterm(rows, columns); }

int screen_colors(bool *is_direct) {
  *is_direct = false;
  if (!has_colors() || start_color() != OK || use_default_colors() != OK) return 0;
  *is_direct = tigetflag("RGB") > 0 && COLORS >= 0x1000000;
  return COLORS;
}

bool screen_define_pair(int pair, int foreground, int background) {
  // A cell holds its pair in a short.
  if (pair >= COLOR_PAIRS || pair > INT16_MAX) return false;
  return init_extended_pair(pair, foreground, background) == OK;
}

static attr_t attributes_of(int wanted) {
  attr_t attributes = A_NORMAL;
  if (wanted & screen_bold) attributes |= A_BOLD;
  if (wanted & screen_dim) attributes |= A_DIM;
  if (wanted & screen_underline) attributes |= A_UNDERLINE;
  if (wanted & screen_reverse) attributes |= A_REVERSE;
  return attributes;
}

/// Decodes the part of a cluster that fits a cell: its first character and the marks on it.
///
/// - Returns: The width of that in columns, 0 if there is nothing to show.
static int decode(const char *text, int bytes, wchar_t *characters) {
  mbstate_t state = {0};
  int width = 0;
  int count = 0;
  while (bytes > 0 && count < CCHARW_MAX) {
    wchar_t next;
    size_t used = mbrtowc(&next, text, (size_t)bytes, &state);
    if (used == 0 || used > (size_t)bytes) break;
    int columns = wcwidth(next);
    if (columns < 0 || (count > 0 && columns > 0)) break;
    // Joiners and variation selectors change the width on some terminals and not on others.
    bool changes_width = next == 0x200D || (0xFE00 <= next && next <= 0xFE0F);
    if (count == 0 && columns == 0) break;
    if (!changes_width) characters[count++] = next;
    width += columns;
    text += used;
    bytes -= (int)used;
  }
  characters[count] = L'\0';
  return width;
}

void screen_put(
  int column, int row, const char *text, int bytes, int columns, int attributes, int pair
) {
  wchar_t characters[CCHARW_MAX + 1];
  int width = decode(text, bytes, characters);
  if (width == 0 || width > columns) {
    wcscpy(characters, L"?");
    width = 1;
  }
  cchar_t cell;
  setcchar(&cell, characters, attributes_of(attributes), (short)pair, NULL);
  mvadd_wch(row, column, &cell);
  if (width < columns) {
    setcchar(&cell, L" ", attributes_of(attributes), (short)pair, NULL);
    mvadd_wch(row, column + 1, &cell);
  }
}

void screen_show(int column, int row, bool everything) {
  if (everything) clearok(curscr, TRUE);
  bool is_visible = column >= 0 && row >= 0;
  curs_set(is_visible ? 1 : 0);
  if (is_visible) move(row, column);
  wnoutrefresh(stdscr);
  doupdate();
}
