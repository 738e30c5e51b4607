#include "keys.h"

#include <stdbool.h>
#include <stddef.h>

static const LineEvents *events;

enum { keymaps = 3, sequences = 6, key_count = LineKeyRepaint + 1 };

/// A key for the panes.
typedef struct PaneKey {
  const char *name;
  rl_command_func_t *function;
  /// What terminals send for it.
  const char *sent[sequences];
  /// What it did before, in each keymap.
  rl_command_func_t *usual[keymaps];
} PaneKey;

static PaneKey pane_keys[key_count];

static Keymap keymap(int index) {
  Keymap maps[keymaps] = {emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap};
  return maps[index];
}

/// Does what the key usually does if there is text in the line, else hands it to the panes.
static int press(LineKey key, int count, int character) {
  for (int i = 0; i < keymaps; i++) {
    rl_command_func_t *usual = pane_keys[key].usual[i];
    if (keymap(i) == rl_get_keymap() && rl_end > 0 && usual) return usual(count, character);
  }
  events->pressed(events->context, key);
  return 0;
}

static int page_up(int count, int key) { return press(LineKeyPageUp, count, key); }
static int page_down(int count, int key) { return press(LineKeyPageDown, count, key); }
static int top(int count, int key) { return press(LineKeyTop, count, key); }
static int bottom(int count, int key) { return press(LineKeyBottom, count, key); }
static int line_up(int count, int key) { return press(LineKeyLineUp, count, key); }
static int line_down(int count, int key) { return press(LineKeyLineDown, count, key); }
static int next_pane(int count, int key) { return press(LineKeyNextPane, count, key); }
static int repaint(int count, int key) { return press(LineKeyRepaint, count, key); }

static PaneKey pane_keys[key_count] = {
  [LineKeyPageUp] = {"pane-page-up", page_up, {"\033[5~"}},
  [LineKeyPageDown] = {"pane-page-down", page_down, {"\033[6~"}},
  [LineKeyTop] = {"pane-top", top, {"\033[H", "\033OH", "\033[1~", "\033[7~"}},
  [LineKeyBottom] = {"pane-bottom", bottom, {"\033[F", "\033OF", "\033[4~", "\033[8~"}},
  [LineKeyLineUp] = {"pane-line-up", line_up, {"\033[1;5A", "\033[1;2A", "\033Oa", "\033[a"}},
  [LineKeyLineDown] = {"pane-line-down", line_down, {"\033[1;5B", "\033[1;2B", "\033Ob", "\033[b"}},
  [LineKeyNextPane] = {"pane-next", next_pane, {"\030o", "\033[Z"}},
  [LineKeyRepaint] = {"pane-repaint", repaint, {"\f"}},
};

void keys_name(const LineEvents *line_events) {
  events = line_events;
  for (int i = 0; i < key_count; i++) rl_add_defun(pane_keys[i].name, pane_keys[i].function, -1);
}

static void bind(PaneKey *key, const char *sent, int index) {
  int type = ISFUNC;
  rl_command_func_t *usual = rl_function_of_keyseq(sent, keymap(index), &type);
  bool is_ours = usual == key->function;
  if (is_ours || (usual && type != ISFUNC)) return;
  bool means_nothing = usual == rl_clear_screen || usual == rl_insert;
  if (usual && !means_nothing) key->usual[index] = usual;
  rl_bind_keyseq_in_map(sent, key->function, keymap(index));
}

void keys_bind(void) {
  for (int i = 0; i < key_count; i++) {
    for (int j = 0; j < sequences && pane_keys[i].sent[j]; j++) {
      for (int k = 0; k < keymaps; k++) bind(&pane_keys[i], pane_keys[i].sent[j], k);
    }
  }
}
