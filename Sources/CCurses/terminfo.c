#include "CCurses.h"

// Apart from the rest, because term.h makes macros of words like `columns`.
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

bool screen_is_unknown(int output) {
  int error = 0;
  return getenv("TERM") && setupterm(NULL, output, &error) != OK && error == 0;
}

/// Whether a terminal without an entry understands what xterm does.
static bool answers_as_xterm(const char *name) {
  static const char *const starts[] = {
    "xterm-", "alacritty", "foot", "wezterm", "kitty", "ghostty", "contour", "rio", "konsole", "tmux-"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    if (strncmp(name, starts[i], strlen(starts[i])) == 0) return true;
  }
  return false;
}

bool screen_can_open(int output) {
  int error = 0;
  if (setupterm(NULL, output, &error) != OK) {
    const char *name = getenv("TERM");
    if (error != 0 || !name || !answers_as_xterm(name)) return false;
    setenv("TERM", "xterm-256color", 1);
    if (setupterm(NULL, output, &error) != OK) return false;
  }
  const char *place = tigetstr("cup");
  return place && place != (char *)-1;
}
