#include "keys.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "copies.h"

static const LineEvents *events;

enum { keymaps = 3 + line_key_sets };
enum { control_x = 030, escape = 033 };

/// A key for the panes.
typedef struct PaneKey {
  char *name;
  /// The sequences that terminals send for it.
  char *sent[line_most_sequences];
  int sent_count;
  /// Its earlier function in each keymap.
  rl_command_func_t *usual[keymaps];
} PaneKey;

static PaneKey pane_keys[line_most_keys];
static int key_count;

/// The single keys of each set, and their keymaps.
static char single_keys[line_key_sets][line_most_single_keys + 1];
static Keymap single_keymaps[line_key_sets];
/// The set that is listened to while the line is empty; -1 for none.
static int set_on = -1;

bool line_declare_key(const char *name) {
  if (key_count == line_most_keys) return false;
  pane_keys[key_count++].name = copy_of(name);
  return true;
}

bool line_declare_sequence(const char *sent) {
  if (key_count == 0) return false;
  PaneKey *key = &pane_keys[key_count - 1];
  if (key->sent_count == line_most_sequences) return false;
  key->sent[key->sent_count++] = copy_of(sent);
  return true;
}

bool line_declare_single_key(int set, char key) {
  size_t count = strlen(single_keys[set]);
  if (count == line_most_single_keys) return false;
  single_keys[set][count] = key;
  return true;
}

static Keymap keymap(int index) {
  Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap};
  return index < 3 ? maps[index] : single_keymaps[index - 3];
}

static bool is_single_keymap(Keymap map) {
  for (int set = 0; set < line_key_sets; set++) {
    if (map == single_keymaps[set]) return true;
  }
  return false;
}

/// Calls the key's earlier function if there is text in the line, else passes it to the panes.
static int press(int key, int count, int character) {
  for (int i = 0; i < keymaps; i++) {
    rl_command_func_t *usual = pane_keys[key].usual[i];
    if (keymap(i) == rl_get_keymap() && rl_end > 0 && usual) return usual(count, character);
  }
  events->pressed(events->context, key);
  return 0;
}

// Readline does not tell a function which of its names it was called by, so each key has its own.
#define FOR_EACH_KEY(X) \
  X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)
#define FUNCTION(n) \
  static int press_##n(int count, int key) { return press(n, count, key); }
#define NAME(n) press_##n,
FOR_EACH_KEY(FUNCTION)
static rl_command_func_t *const functions[] = {FOR_EACH_KEY(NAME)};
_Static_assert(sizeof functions / sizeof *functions == line_most_keys, "a function for each key");

// Single keys

/// Opens the line for one command, which begins with the key.
static int open_line(int count, int key) {
  (void)count;
  rl_set_keymap_from_edit_mode();
  return rl_execute_next(key);
}

static int press_single(int count, int key) {
  (void)count;
  events->struck(events->context, (char)key);
  return 0;
}

/// A single key, unless more keys are right behind it: then somebody types a command.
static int press_alone(int count, int key) {
  struct pollfd input = {.fd = fileno(rl_instream), .events = POLLIN};
  return poll(&input, 1, 0) > 0 ? open_line(count, key) : press_single(count, key);
}

static int press_escape(int count, int key) {
  (void)key;
  return press_single(count, escape);
}

static int open_line_for_paste(int count, int key) {
  rl_set_keymap_from_edit_mode();
  return rl_bracketed_paste_begin(count, key);
}

static int open_line_before(int count, int key) {
  rl_set_keymap_from_edit_mode();
  return rl_get_previous_history(count, key);
}

/// At the start of each line: readline in vi mode would go back to its own keymap.
static int choose_keymap(void) {
  if (set_on >= 0) rl_set_keymap(single_keymaps[set_on]);
  return 0;
}

static void make_single_keymap(int set) {
  Keymap map = single_keymaps[set] = rl_make_bare_keymap();
  // A key that begins sequences must not have its own function: readline crashes where that
  // pushes input back.
  for (int key = 0; key < KEYMAP_SIZE - 1; key++) {
    if (key != escape && key != control_x) map[key].function = open_line;
  }
  for (const char *key = single_keys[set]; *key; key++) {
    if (*key != escape) map[(unsigned char)*key].function = set == 0 ? press_single : press_alone;
  }
  map['\r'].function = rl_newline;
  map['\n'].function = rl_newline;
  rl_bind_keyseq_in_map("\033[", rl_skip_csi_sequence, map);
  rl_bind_keyseq_in_map("\033[200~", open_line_for_paste, map);
  rl_bind_keyseq_in_map("\033[A", open_line_before, map);
  rl_bind_keyseq_in_map("\033OA", open_line_before, map);
  // Alone, the key that begins sequences runs the function that its sequences shadow.
  if (strchr(single_keys[set], escape)) rl_bind_keyseq_in_map("\033", press_escape, map);
}

void line_single_keys(int set) {
  set_on = set;
  if (set >= 0 && rl_end == 0) rl_set_keymap(single_keymaps[set]);
  if (set < 0 && is_single_keymap(rl_get_keymap())) rl_set_keymap_from_edit_mode();
}

bool line_awaits_single_key(int set) {
  return set_on == set && rl_get_keymap() == single_keymaps[set];
}

// The mouse

/// Reads the rest of `ESC [ < button ; column ; row M`, or `m` where a button is let go.
static int move_mouse(int count, int key) {
  (void)count, (void)key;
  int numbers[3] = {0};
  int index = 0;
  for (int length = 0; length < 32; length++) {
    int byte = rl_read_key();
    if ('0' <= byte && byte <= '9') {
      numbers[index] = numbers[index] * 10 % 100000 + byte - '0';
    } else if (byte == ';' && index < 2) {
      index++;
    } else {
      bool is_press = byte == 'M' && index == 2;
      if (is_press) events->clicked(events->context, numbers[0], numbers[1] - 1, numbers[2] - 1);
      return 0;
    }
  }
  return 0;
}

bool keys_read_bytes;

/// The same as three bytes after `ESC [ M`, from terminals that know no other way; a button that is
/// let go has no number there.
static int move_mouse_in_bytes(int count, int key) {
  (void)count, (void)key;
  int bytes[3];
  int read = 0;
  keys_read_bytes = true;
  while (read < 3 && (bytes[read] = rl_read_key() - ' ') >= 0) read++;
  keys_read_bytes = false;
  if (read < 3) return 0;
  bool is_press = (bytes[0] & 3) != 3;
  if (is_press) events->clicked(events->context, bytes[0], bytes[1] - 1, bytes[2] - 1);
  return 0;
}

// Binding

void keys_name(const LineEvents *line_events) {
  events = line_events;
  for (int i = 0; i < key_count; i++) rl_add_defun(pane_keys[i].name, functions[i], -1);
}

static void bind(int key, const char *sent, int index) {
  int type = ISFUNC;
  rl_command_func_t *usual = rl_function_of_keyseq(sent, keymap(index), &type);
  bool is_ours = usual == functions[key];
  if (is_ours || (usual && type != ISFUNC)) return;
  bool means_nothing = usual == rl_clear_screen || usual == rl_insert || usual == open_line;
  if (usual && !means_nothing) pane_keys[key].usual[index] = usual;
  rl_bind_keyseq_in_map(sent, functions[key], keymap(index));
}

void keys_bind(void) {
  for (int set = 0; set < line_key_sets; set++) make_single_keymap(set);
  rl_pre_input_hook = choose_keymap;
  for (int k = 0; k < keymaps; k++) {
    for (int i = 0; i < key_count; i++) {
      for (int j = 0; j < pane_keys[i].sent_count; j++) bind(i, pane_keys[i].sent[j], k);
    }
    rl_bind_keyseq_in_map("\033[<", move_mouse, keymap(k));
    rl_bind_keyseq_in_map("\033[M", move_mouse_in_bytes, keymap(k));
  }
}
