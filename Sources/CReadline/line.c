#define _GNU_SOURCE
#include "CReadline.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <readline/readline.h>
#include <readline/history.h>

#include "CPlatform.h"
#include "copies.h"
#include "keys.h"

static LineEvents events;
/// Whether readline draws the line itself.
static bool draws;
/// Whether a line is being accepted.
static bool accepts;

// Reading

static const char paste_start[] = "\033[200~";
static const char paste_end[] = "\033[201~";
enum { paste_mark_length = sizeof paste_end - 1, patience_ms = 100 };

/// Whether a paste has begun and not ended.
static bool in_paste;
/// The unread rest of the end of a paste that was supplied here.
static const char *rest_of_paste = "";

static void notice_paste(char byte) {
  static char last[paste_mark_length];
  memmove(last, last + 1, paste_mark_length - 1);
  last[paste_mark_length - 1] = byte;
  if (memcmp(last, paste_start, paste_mark_length) == 0) in_paste = true;
  if (memcmp(last, paste_end, paste_mark_length) == 0) in_paste = false;
}

/// Reads a byte of the keyboard as it comes.
///
/// Readline waits in here for the rest of a paste or of a character; an interrupt breaks that off.
/// It cannot cope with an end of input inside a paste (it would use an unterminated buffer), so
/// there it gets the paste's end.
static int read_any(FILE *stream) {
  if (*rest_of_paste) return *rest_of_paste++;
  struct pollfd keyboard = {fileno(stream), POLLIN, 0};
  // Available bytes are read even after an interrupt: returning EOF would mean the end of input.
  int ready = poll(&keyboard, 1, 0);
  while (ready <= 0 && !events.interrupted(events.context)) {
    ready = poll(&keyboard, 1, patience_ms);
    if (ready < 0 && errno != EINTR) break;
  }
  int byte = ready > 0 ? rl_getc(stream) : EOF;
  if (byte != EOF) {
    notice_paste((char)byte);
    return byte;
  }
  if (!in_paste) return EOF;
  in_paste = false;
  rest_of_paste = paste_end;
  return *rest_of_paste++;
}

/// Bytes of the keyboard that readline is still to get.
static unsigned char put_back[2 * MB_LEN_MAX];
static int put_back_count;

static void put_back_bytes(const char *bytes, int count) {
  memmove(put_back + count, put_back, (size_t)put_back_count);
  memcpy(put_back, bytes, (size_t)count);
  put_back_count += count;
}

/// Reads the bytes after the first one of a character.
///
/// - Returns: how many bytes follow, with the byte in `rest` that does not belong to it, if one came.
static int read_rest(FILE *stream, int length, char *rest) {
  struct pollfd keyboard = {fileno(stream), POLLIN, 0};
  int count = 0;
  while (count < length && poll(&keyboard, 1, patience_ms) > 0) {
    int byte = read_any(stream);
    if (byte == EOF) break;
    rest[count++] = (char)byte;
    if ((byte & 0xC0) != 0x80) break;
  }
  return count;
}

/// Reads a byte of the keyboard; invalid UTF-8 is replaced by U+FFFD.
///
/// Readline's vi mode looks for the next character for ever where there is none.
static int read_byte(FILE *stream) {
  if (put_back_count > 0) {
    int byte = put_back[0];
    memmove(put_back, put_back + 1, (size_t)--put_back_count);
    return byte;
  }
  int first = read_any(stream);
  if (first < 0x80 || MB_CUR_MAX == 1 || keys_read_bytes) return first;
  char character[MB_LEN_MAX] = {(char)first};
  int length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  int count = read_rest(stream, length, character + 1);
  mbstate_t state = {0};
  wchar_t wide;
  if (length > 0 && mbrtowc(&wide, character, (size_t)count + 1, &state) == (size_t)length + 1) {
    put_back_bytes(character + 1, count);
    return first;
  }
  static const char replacement[] = "\xEF\xBF\xBD";
  bool ends_otherwise = count > 0 && (character[count] & 0xC0) != 0x80;
  if (ends_otherwise) put_back_bytes(character + count, 1);
  put_back_bytes(replacement + 1, 2);
  return (unsigned char)replacement[0];
}

// Giving up

#if RL_READLINE_VERSION < 0x0800 || RL_READLINE_VERSION >= 0x0900
#error "_rl_top_level is not part of readline's interface; its use here is right for version 8"
#endif

/// Where readline goes when it gives a sequence of keys up.
///
/// Where it takes several keys out of input it had pushed back, as after Ctrl-] and Escape, its own
/// place is in a function that has returned, so it gets one that has not.
extern sigjmp_buf _rl_top_level;
static sigjmp_buf way_out;
static bool reads;

/// Readline redraws before it gives up, so every redrawing shows it the way.
static void show_way_out(void) {
  if (reads) memcpy(_rl_top_level, way_out, sizeof way_out);
}

static void accept_line(char *line) {
  // Readline would draw the next prompt before the command has printed anything.
  if (draws) line_end();
  events.entered(events.context, line);
  free(line);
}

// Completion

/// The candidates for the word being completed, each a whole replacement.
static char **offers;
static int offer_count;
static int offer_capacity;
static int offer_start;
static bool offer_closes;

static void forget_offers(void) {
  for (int i = 0; i < offer_count; i++) free(offers[i]);
  offer_count = 0;
  offer_start = 0;
  offer_closes = true;
}

void line_completes_from(int start, bool closes) {
  offer_start = start;
  offer_closes = closes;
}

void line_offer(const char *candidate) {
  if (offer_count == offer_capacity) {
    offer_capacity = offer_capacity ? 2 * offer_capacity : 64;
    offers = checked(realloc(offers, (size_t)offer_capacity * sizeof *offers));
  }
  offers[offer_count++] = copy_of(candidate);
}

/// Answers readline with candidates for the whole text since the last newline.
///
/// Readline's own notion of where a word starts is a set of break characters, too coarse for a
/// quoted word with blanks. So it gets the whole line to complete, and every candidate comes with
/// the text before the word.
static char **complete(const char *text, int start, int end) {
  rl_attempted_completion_over = 1;
  forget_offers();
  char *line = checked(strndup(text, (size_t)(end - start)));
  events.completing(events.context, line, end - start);
  if (offer_count == 0 || offer_start < 0 || offer_start > end - start) {
    free(line);
    return NULL;
  }
  rl_completion_append_character = offer_closes ? ' ' : '\0';
  char **matches = checked(calloc((size_t)offer_count + 2, sizeof *matches));
  size_t common = strlen(offers[0]);
  for (int i = 0; i < offer_count; i++) {
    if (asprintf(&matches[i + 1], "%.*s%s", offer_start, line, offers[i]) < 0) abort();
    size_t equal = 0;
    while (equal < common && offers[i][equal] == offers[0][equal]) equal++;
    common = equal;
  }
  while (common > 0 && ((unsigned char)offers[0][common] & 0xC0) == 0x80) common--;
  if (offer_count == 1) {
    // A single match is the head of readline's list.
    matches[0] = matches[1];
    matches[1] = NULL;
  } else if (offer_start + common < strlen(line)) {
    // Candidates that share less than was typed must not take it away.
    matches[0] = copy_of(line);
  } else {
    matches[0] = checked(strndup(matches[1], (size_t)offer_start + common));
  }
  free(line);
  return matches;
}

static char *line_is_the_word(void) { return "\n"; }

enum { listed_at_most = 200 };

/// Shows the candidates without the text before the word.
static void list(char **matches, int count, int width) {
  (void)matches, (void)count, (void)width;
  if (!draws) {
    events.listing(events.context);
    return;
  }
  int shown = offer_count < listed_at_most ? offer_count : listed_at_most;
  char **listed = checked(calloc((size_t)shown + 2, sizeof *listed));
  listed[0] = "";
  int widest = 0;
  for (int i = 0; i < shown; i++) {
    listed[i + 1] = offers[i];
    int length = (int)strlen(offers[i]);
    if (length > widest) widest = length;
  }
  rl_crlf();
  rl_display_match_list(listed, shown, widest);
  if (shown < offer_count) fprintf(rl_outstream, "... %d more\n", offer_count - shown);
  rl_forced_update_display();
  free(listed);
}

// Opening

static void leave_mode(int meta) { (void)meta; }
static void keep_mode(void) {}

static void redraw(void) {
  show_way_out();
  if (draws) rl_redisplay();
}

bool line_open(int input, int output, LineEvents line_events) {
  events = line_events;
  draws = output >= 0;
  FILE *keyboard = file_stream(input, "r");
  FILE *terminal = draws ? file_stream(output, "w") : fopen("/dev/null", "we");
  if (!keyboard || !terminal) {
    if (keyboard) fclose(keyboard);
    if (terminal) fclose(terminal);
    return false;
  }
  rl_instream = keyboard;
  rl_outstream = terminal;

  rl_readline_name = "sgdb";
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_getc_function = read_byte;
  rl_attempted_completion_function = complete;
  rl_completion_word_break_hook = line_is_the_word;
  rl_completion_display_matches_hook = list;
  rl_sort_completion_matches = 0;
  rl_ignore_completion_duplicates = 0;
  if (!draws) {
    keys_name(&events);
    rl_variable_bind("show-all-if-ambiguous", "on");
  }
  using_history();
  rl_initialize();
  // Not sooner: with another redisplay function readline would not read the terminal's
  // description, and would know neither its keys nor marked pastes.
  rl_redisplay_function = redraw;
  rl_prep_term_function = draws ? rl_prep_terminal : leave_mode;
  rl_deprep_term_function = draws ? rl_deprep_terminal : keep_mode;
  if (!draws) {
    // The bell goes to standard error, which need not be this terminal.
    rl_tty_set_echoing(isatty(STDERR_FILENO));
    keys_bind();
  }
  return true;
}

/// Follows the terminal's size; readline redraws a line well only with its own redisplay
/// function.
static void follow_terminal(void) {
  rl_redisplay_function = rl_redisplay;
  rl_resize_terminal();
  rl_redisplay_function = redraw;
}

void line_begin(const char *prompt) {
  accepts = true;
  rl_callback_handler_install(prompt, accept_line);
}

void line_prompt_set(const char *prompt) { rl_set_prompt(prompt); }

void line_type(const char *text) {
  rl_set_keymap_from_edit_mode();
  rl_insert_text(text);
  if (draws) rl_redisplay();
}

void line_end(void) {
  if (accepts) rl_callback_handler_remove();
  accepts = false;
}

void line_read(void) {
  reads = true;
  do {
    if (sigsetjmp(way_out, 0) == 0) rl_callback_read_char();
  } while (put_back_count > 0 && accepts);
  reads = false;
}

void line_cancel(void) {
  char *prompt = copy_of(rl_prompt ? rl_prompt : "");
  rl_callback_sigcleanup();
  rl_free_line_state();
  if (draws) {
    fputs("^C", rl_outstream);
    rl_crlf();
  }
  line_end();
  rl_replace_line("", 1);
  line_begin(prompt);
  free(prompt);
}

void line_suspend(void) {
  if (accepts) rl_deprep_term_function();
}

void line_resume(void) {
  if (!accepts) return;
  rl_prep_term_function(1);
  if (!draws) return;
  follow_terminal();
  rl_on_new_line();
  rl_redisplay();
}

void line_resize(int columns, int rows) {
  if (draws) follow_terminal();
  else rl_set_screen_size(rows, columns);
}

// The content of the line

/// The editing mode, if the user's inputrc wants it shown.
static const char *mode(void) {
  const char *wanted = rl_variable_value("show-mode-in-prompt");
  if (!wanted || strcmp(wanted, "on") != 0) return "";
  const char *name = rl_editing_mode == 1 ? "emacs-mode-string"
    : rl_get_keymap() == vi_movement_keymap ? "vi-cmd-mode-string" : "vi-ins-mode-string";
  const char *shown = rl_variable_value(name);
  return shown ? shown : "";
}

/// Appends a prompt without its invisible parts: \1 … \2, escape sequences, control
/// characters.
static char *append_visible(char *end, const char *text) {
  for (bool hidden = false; *text; text++) {
    if (*text == RL_PROMPT_START_IGNORE) {
      hidden = true;
    } else if (*text == RL_PROMPT_END_IGNORE) {
      hidden = false;
    } else if (*text == '\033' && text[1] == '[') {
      for (text += 2; *text && !('@' <= *text && *text <= '~'); text++) {}
      if (!*text) break;
    } else if (!hidden && (unsigned char)*text >= ' ' && *text != 0x7F) {
      *end++ = *text;
    }
  }
  *end = '\0';
  return end;
}

const char *line_prompt(void) {
  static char *shown;
  const char *prompt = rl_display_prompt ? rl_display_prompt : "";
  const char *before = rl_display_prompt == rl_prompt ? mode() : "";
  free(shown);
  shown = checked(malloc(strlen(before) + strlen(prompt) + 1));
  append_visible(append_visible(shown, before), prompt);
  return shown;
}

const char *line_text(void) { return rl_line_buffer ? rl_line_buffer : ""; }

int line_length(void) { return rl_end; }

int line_cursor(void) { return rl_point; }

bool line_marks_pastes(void) {
  const char *value = rl_variable_value("enable-bracketed-paste");
  return value && strcmp(value, "on") == 0;
}

// History

void line_history_read(const char *path, int limit) {
  stifle_history(limit);
  if (path && read_history(path) == 0 && history_length >= limit) history_truncate_file(path, limit);
}

void line_history_add(const char *line, const char *path) {
  HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
  if (last && strcmp(last->line, line) == 0) return;
  add_history(line);
  if (path) append_history(1, path);
}
