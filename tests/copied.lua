-- copied.lua -- commands in messages and results are there to be copied: a shell reads them as they are meant.
--
--   lua5.4 tests/copied.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local check = kit.check

kit.uses("tests/copied.lua")

local model = [[
model M
  state x = 1
  param a = 1
  x' = -a*x
end
network
  noise additive with sigma = 0.1, key = 1
end
simulate euler with dt = 0.1, duration = 1
observe m = last(x)
explore e
  a = [1, 2, 3]
end
explore f
  a = [1, 2]
end
]]
-- What a shell takes apart, expands or ends.
local name = "it's $HOME of *two words; \"no\" more"

local function quoted(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- Does what a message tells to do: the words behind "massc ".
local function follow(title, command, pattern, want)
  local said = lab.call(command)
  local offered = said:match(pattern)
  check(offered, title .. ": something is offered", said)
  if not offered then return end
  local output, code = lab.call(offered)
  check(code == 0 and output:find(want, 1, true), title .. ": " .. offered, output)
end

kit.write(lab.home .. "/" .. name .. ".mass", model)
local file = quoted(name .. ".mass")
follow("a model for a command", file, "write massc (.-)\n$", "wrote out/")
follow("a point of one exploration", "run " .. file .. " --point 1", "name it: massc (.-)\n$", "e.point.1.csv")
follow("the noise of one exploration", "run " .. file .. " --save-noise " .. quoted("my noise.npy"),
       "name it: massc (.-)\n$", "wrote my noise.npy")
follow("a picture of a CSV file", "plot --term " .. quoted("out/" .. name .. "/e.csv"), "massc (plot .-)\n$", "wrote out/")
follow("a picture of a model", "plot " .. file, "massc (run .- %-%-plot)", "/e.png")

-- The command line that a result keeps is one that can be typed.
local words = "run " .. file .. " e --engine tcc --quiet --axis 'a=grid(1, 2, 3)' --out kept"
lab.call(words)
local kept = kit.run("cat " .. lab.home .. "/kept/e.json"):match('"command": "massc (.-)",\n')
check(kept, "a result has its command line")
kept = (kept or ""):gsub('\\"', '"'):gsub("\\\\", "\\")
local first = kit.read(lab.home .. "/kept/e.csv")
kit.run("rm -r " .. lab.home .. "/kept")
local output, code = lab.call(kept)
check(code == 0 and kit.read(lab.home .. "/kept/e.csv") == first and #first > 20, "the command line of a result: " .. kept, output)

-- A place to choose, of a dimension whose places are texts.
if kit.has "ncgen" then
  kit.write(lab.home .. "/places.cdl", [[netcdf places {
dimensions: region = 2 ; a = 2 ; b = 2 ; c = 2 ;
variables: string region(region) ; double v(a, b, c, region) ;
data: region = "left side", "right side" ; v = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 ;
}
]])
  kit.run(("cd %s && ncgen -k nc4 -o places.nc places.cdl"):format(lab.home))
  local said = lab.call("plot places.nc v --term")
  local places = said:match("choose a place, as in( .-)\n")
  check(places and places:find("--at 'region=left side'", 1, true), "a place with a blank", said)
  output, code = lab.call("plot places.nc v --term" .. (places or ""))
  check(code == 0, "... can be copied", output)
end

-- What is not understood points to the help of its own command.
for _, command in ipairs { "run", "check", "emit", "space", "plot", "diff", "eval", "list", "show" } do
  local help = "see massc " .. command .. " --help\n"
  for _, words in ipairs { " --xyzzy", command == "list" and " --xyzzy" or "", command == "run" and " --csv" or " --strict" } do
    local said, exit = lab.call(command .. words)
    check(exit == 2 and said:find(help, 1, true), "massc " .. command .. words, said)
  end
  local said, exit = lab.call(command .. " --help")
  check(exit == 0 and said:find("usage: massc " .. command, 1, true), "massc " .. command .. " --help is there", said)
end
kit.finish()
