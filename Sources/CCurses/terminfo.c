#include "CCurses.h"

// Apart from the rest, because term.h makes macros of words like `columns`.
#include <curses.h>
#include <term.h>

bool screen_can_open(int output) {
  int error = 0;
  if (setupterm(NULL, output, &error) != OK) return false;
  const char *place = tigetstr("cup");
  return place && place != (char *)-1;
}
