-- embedded.lua -- every template and library model is listed in
-- templates/files.ninja, and nothing listed there is missing.
--
-- lua5.4 tests/embedded.lua, from the root of the repository.

local function lines(command)
    local pipe, found = assert(io.popen(command)), {}
    for line in pipe:lines() do found[#found + 1] = line end
    pipe:close()
    return found
end

local file = assert(io.open("templates/files.ninja"))
local edge = file:read("a"):gsub("%$\n", " "):match("build %$b/embedded%.c: embed ([^\n|]*)")
file:close()
assert(edge, "templates/files.ninja has no edge that makes $b/embedded.c")

local listed = {}
for path in edge:gmatch("%S+") do listed[path] = true end

local wanted = lines([[find templates models runtime/kernel.h -type f \( -name '*.c' -o -name '*.h' -o -name '*.t' \
    -o -name '*.lua' -o -name '*.mass' \) ! -path 'models/experiments/*' ! -path templates/embed.lua | sort]])
local faults, on_disk = 0, {}
local function fault(...)
    faults = faults + 1
    print(string.format(...))
end
for _, path in ipairs(wanted) do
    on_disk[path] = true
    if not listed[path] then fault("%s is not embedded: list it in templates/files.ninja", path) end
end
for path in pairs(listed) do
    if not on_disk[path] then fault("templates/files.ninja lists %s, which does not exist", path) end
end
print(("%d files embedded, %d faults"):format(#wanted, faults))
os.exit(faults == 0)
