# lexbor 3.1.0 (Apache-2.0), the HTML parser, its encodings and its URLs, as one static library. Debian 12 has no package
# of it; its sources lie in the source distribution of selectolax, which ./run and ./test fetch (docs/dependencies.md).
set(LEXBOR_ARCHIVE "${GAINSAY_FETCHED}/selectolax-1.0.2.tar.gz")
set(LEXBOR_SHA256 f0508ad927aa426425d4aa7a2bb2f8b21c01412534465bd227e241d4d0a6a418)

if(NOT EXISTS "${LEXBOR_ARCHIVE}")
  message(FATAL_ERROR "The HTML parser's sources are missing: ${LEXBOR_ARCHIVE}\n"
    "Run ./run or ./test once with a network; they fetch it.")
endif()
file(SHA256 "${LEXBOR_ARCHIVE}" lexbor_sha256)
if(NOT lexbor_sha256 STREQUAL LEXBOR_SHA256)
  message(FATAL_ERROR "${LEXBOR_ARCHIVE} is not the file that was published: its SHA-256 is ${lexbor_sha256}, "
    "not ${LEXBOR_SHA256}.\nDelete it and run ./run or ./test once with a network.")
endif()

# Named by its hash, so that another version is unpacked anew and this one only once.
string(SUBSTRING ${LEXBOR_SHA256} 0 16 lexbor_name)
set(LEXBOR_FOLDER "${PROJECT_BINARY_DIR}/lexbor-${lexbor_name}")
set(LEXBOR_SOURCE "${LEXBOR_FOLDER}/selectolax-1.0.2/lexbor/source")
if(NOT EXISTS "${LEXBOR_FOLDER}/unpacked")
  file(ARCHIVE_EXTRACT INPUT "${LEXBOR_ARCHIVE}" DESTINATION "${LEXBOR_FOLDER}"
    PATTERNS "selectolax-1.0.2/lexbor/source/*" "selectolax-1.0.2/lexbor/LICENSE" "selectolax-1.0.2/lexbor/NOTICE")
  file(TOUCH "${LEXBOR_FOLDER}/unpacked")
endif()

# html needs none of the css, selectors and style modules; url needs unicode and punycode.
set(lexbor_sources)
foreach(module core dom encoding html ns punycode tag unicode url)
  file(GLOB_RECURSE module_sources "${LEXBOR_SOURCE}/lexbor/${module}/*.c")
  list(APPEND lexbor_sources ${module_sources})
endforeach()
file(GLOB_RECURSE port_sources "${LEXBOR_SOURCE}/lexbor/ports/posix/*.c")

add_library(lexbor STATIC ${lexbor_sources} ${port_sources})
target_include_directories(lexbor SYSTEM PUBLIC "${LEXBOR_SOURCE}")
target_compile_definitions(lexbor PUBLIC LEXBOR_STATIC)
# Optimised in every build type: a debug build of it is ten times slower and nobody steps through it.
target_compile_options(lexbor PRIVATE -w -O2)
set_target_properties(lexbor PROPERTIES C_STANDARD 99 C_EXTENSIONS ON C_CLANG_TIDY "")
