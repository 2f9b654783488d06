#include <libxml/tree.h>
#include <libxml/xmlwriter.h>
