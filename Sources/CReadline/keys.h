/// The keys that readline hands on: those of the panes, single keys that are commands, the mouse.

#ifndef SGDB_CREADLINE_KEYS_H
#define SGDB_CREADLINE_KEYS_H

#include <stdio.h>
#include <readline/readline.h>

#include "CReadline.h"

/// Whether bytes are read rather than characters.
extern bool keys_read_bytes;

/// Gives the declared keys names that an inputrc can bind, as `pane-page-up`.
///
/// - events: where keys go; read at each key.
void keys_name(const LineEvents *events);
/// Binds the keys in every keymap, and keeps an inputrc's bindings: what a key
/// was bound to before happens when there is text in the line.
void keys_bind(void);

#endif
