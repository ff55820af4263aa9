// Swift 6.3 brings its own ICU through Foundation, and Debian's libxml2 declares types of
// another ICU; one program cannot see both ('UErrorCode' has different definitions in
// different modules, swiftlang/swift-foundation-icu#93). We never call libxml2's ICU, so its
// declarations are switched off before any other libxml2 header is read.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlreader.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>

/// The version of the library that the process runs with: 20914 for 2.9.14.
static inline int hotline_xml_version(void) { return atoi(xmlParserVersion); }
