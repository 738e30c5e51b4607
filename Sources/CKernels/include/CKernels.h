/// The loops that decide how fast a text is read and a model is trained.
///
/// vectors.h trains: scores, moves, exponentials, draws. scanning.h reads: blanks, small letters,
/// hashes, keys of words.

#ifndef SGDB_CKERNELS_H
#define SGDB_CKERNELS_H

#include "scanning.h"
#include "vectors.h"

#endif
