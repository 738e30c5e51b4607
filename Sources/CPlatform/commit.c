#include "CPlatform.h"

#define TEXT(name) #name
#define TEXT_OF(name) TEXT(name)

const char *program_commit(void) {
#ifdef SGDB_COMMIT
    return TEXT_OF(SGDB_COMMIT);
#else
    return "";
#endif
}
