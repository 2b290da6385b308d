# Writes page_parts.cpp: cmake -D OUTPUT=FILE -D FOLDER=THIS -D CHART=chart.min.js
#                              -D "SCRIPTS=a.js;b.js" -P embed.cmake
set(text "#include \"sim/report/page_parts.hpp\"\n\nnamespace marginwalk::report {\n\n")

# The contents of files, one after the other, as a constant.
function(embed name)
  set(literal "")
  foreach(file IN LISTS ARGN)
    file(READ "${file}" content)
    string(FIND "${content}" ")part\"" place)
    if(NOT place EQUAL -1)
      message(FATAL_ERROR "${file} holds what ends a raw string")
    endif()
    string(APPEND literal "R\"part(${content})part\"\n")
  endforeach()
  set(text "${text}const std::string_view ${name} =\n${literal};\n\n" PARENT_SCOPE)
endfunction()

list(TRANSFORM SCRIPTS PREPEND "${FOLDER}/")
embed(page_template "${FOLDER}/page.html")
embed(page_style "${FOLDER}/page.css")
embed(page_script ${SCRIPTS})
embed(chart_library "${CHART}")
file(WRITE "${OUTPUT}" "${text}}  // namespace marginwalk::report\n")
