-- embed.lua -- files as C strings: lua5.4 embed.lua FILE... > embedded.c
--
-- One literal a line of the file, so that the result can be read; everything
-- that is not plain ASCII becomes a three-digit octal escape, which no
-- following digit can join. '?' is escaped because of trigraphs.

local function escaped(line)
    return (line:gsub('[%c"\\?\128-\255]', function(c)
        if c == "\n" then return "\\n" end
        if c == '"' or c == "\\" or c == "?" then return "\\" .. c end
        return ("\\%03o"):format(c:byte())
    end))
end

local function contents(path)
    local file, why = io.open(path, "rb")
    if not file then error(why, 0) end
    local text = file:read("a")
    file:close()
    return text
end

print("/* Made by templates/embed.lua. */")
print('#include "emit/embedded.h"\n')
print("const struct embedded_file embedded_files[] = {")
for _, path in ipairs(arg) do
    local text = contents(path)
    local model = path:match("^models/(.*)%.mass$")
    print(('    { "%s", %s,'):format(path, model and '"' .. model .. '"' or "0"))
    for line in text:gmatch("[^\n]*\n?") do
        if line ~= "" then print('      "' .. escaped(line) .. '"') end
    end
    print(('      "", %d },'):format(#text))
end
print("    { 0, 0, 0, 0 }\n};")
