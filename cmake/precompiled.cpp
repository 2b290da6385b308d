// Holds nothing: CMake needs a source to make precompiled headers for.
