-- shards.lua -- rows in pieces are the rows of the whole, byte for byte.
--
--   lua5.4 tests/shards.lua out/massc
--
-- Held against each other: the lines of a whole run's files, and those of its pieces one behind the other; the
-- rows a piece says it has, and n equal shares of whole points and chains, counted here.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local pieces = require "pieces" (lab)

kit.uses("tests/shards.lua")

local function read(name) return kit.read(lab.home .. "/" .. name) end

-- The head of a file of text, and the rest, in which no piece is named.
local function parts(text)
  local head, body = (text or "none"):match("^([^\n]*\n)(.*)$")
  return head, body and body:gsub("e%.%d+%-of%-%d+%.nc", "e.nc")
end

-- One behind the other; the heads must be the same.
local function joined(folder, n, suffix)
  local all, first = {}, nil
  for i = 0, n - 1 do
    local head, body = parts(read(("%s/e.%d-of-%d%s"):format(folder, i, n, suffix)))
    first = first or head
    if not body or head ~= first then return ("piece %d of %d is not like the first"):format(i, n) end
    all[#all + 1] = body
  end
  return first .. table.concat(all)
end

-- Files of text of the whole, by what stands behind "e".
local function texts(folder)
  local list = {}
  for name in kit.left_in(lab.home .. "/" .. folder):gmatch("%./e(%S*%.csv)") do list[#list + 1] = name end
  return list
end

-- Rows of the pieces, as their companions say.
local function counted(folder, n)
  local list = {}
  for i = 0, n - 1 do
    list[#list + 1] = (read(("%s/e.%d-of-%d.json"):format(folder, i, n)) or ""):match('"rows": (%d+)')
  end
  return table.concat(list, " ")
end

-- Shares of [units] as even as they can be, the larger first.
local function shares(units, each, n)
  local list = {}
  for i = 1, n do list[i] = (units//n + (i <= units % n and 1 or 0))*each end
  return table.concat(list, " ")
end

-- Rows that stay together: of a point, of a chain.
local together = { ["draws, keys and trials"] = 2, ["trials that are reduced"] = 3, carried = 3, ["carried over lanes"] = 6,
                   ["carried both ways"] = 12 }

for _, case in ipairs(pieces.cases) do
  local title, text = case[1], case[2]
  kit.run("rm -rf " .. lab.home .. "/out")
  local rows, output, code = lab.run(text)
  kit.same(code, 0, title .. ": runs")
  local each = together[title] or 1
  for _, n in ipairs { 1, 2, 7, #rows, #rows + 3 } do
    local what, folder = ("%s, %d shards"):format(title, n), "p" .. n
    kit.run(("rm -rf %s/%s"):format(lab.home, folder))
    local ok, said = pieces.run(n, folder)
    if kit.check(ok, what .. " run", said) then
      kit.same(counted(folder, n), shares(#rows//each, each, n), what .. ": the shares are even")
      for _, suffix in ipairs(texts("out")) do
        kit.same(joined(folder, n, suffix), read("out/e" .. suffix), what .. ": e" .. suffix)
      end
    end
  end
end

-- ---- engines, lanes, threads ------------------------------------------------------------------

for _, options in ipairs { "--engine gcc", "--lanes 1", "--lanes 4 --threads 3", "--real f32" } do
  for _, title in ipairs { "draws, keys and trials", "carried both ways", "trials that are reduced" } do
    local text
    for _, case in ipairs(pieces.cases) do text = case[1] == title and case[2] or text end
    lab.run(text, options)
    kit.run(("rm -rf %s/p3"):format(lab.home))
    local ok, said = pieces.run(3, "p3", options)
    kit.check(ok, title .. " " .. options, said)
    kit.same(joined("p3", 3, ".csv"), read("out/e.csv"), title .. " " .. options .. ": the same")
  end
end

-- ---- all of a file, again from a result, in scripts ---------------------------------------------

lab.write(pieces.noisy .. "explore e\n  dynamics.a = grid(-2, 1, 5)\nend\nexplore other\n  dynamics.b = [-10, -8, -6]\nend\n")
lab.call("run model.mass --quiet --engine tcc --out out")
kit.run(("rm -rf %s/p2"):format(lab.home))
pieces.run(2, "p2")
kit.same(joined("p2", 2, ".csv"), read("out/e.csv"), "both explorations of a file: the first")
kit.same(kit.read(lab.home .. "/p2/other.0-of-2.csv") .. select(2, parts(read("p2/other.1-of-2.csv"))), read("out/other.csv"),
         "both explorations of a file: the second")
kit.same(read("p2/e.0-of-2.json"):match('"run_id": "(%w+)"'), read("out/e.json"):match('"run_id": "(%w+)"'), "a piece has the question of its whole")
kit.check(read("p2/e.1-of-2.json"):find('"shard": "1/2"', 1, true) and read("p2/e.1-of-2.json"):find('"shard_rows": "rows 3 to 4 of 5"', 1, true),
          "a piece says which it is", read("p2/e.1-of-2.json"))
lab.says("a shard of what a result asked", 0, { "wrote again/e.1-of-3.csv, .lfp.csv, .nc and .json" }, "run --from out/e.nc --engine tcc --shard 1/3 --out again")
lab.says("the piece again, from itself", 0, { "wrote twice/e.1-of-3.csv, .lfp.csv, .nc and .json" }, "run --from again/e.1-of-3.nc --out twice")
kit.same(read("twice/e.1-of-3.csv"), read("again/e.1-of-3.csv"), "is the same")
lab.says("a piece over itself", 2, { "this would overwrite 'again/e.1-of-3.nc' itself" }, "run --from again/e.1-of-3.nc --out again")
lab.says("what a piece replaces", 0, { "overwrites again/e.1-of-3.csv, .lfp.csv, .nc and .json, of the same question" },
         "run model.mass e --engine tcc --shard 1/3 --out again")
lab.says("what is not a point", 0, { "exploration e, 2 points, shard 1/3 of 5" }, "run model.mass e --engine tcc --shard 1/3 --no-files")
lab.says("no rows", 0, { "0 points, shard 6/7 of 5" }, "run model.mass e --engine tcc --shard 6/7 --no-files")

kit.write(lab.home .. "/look.lua", [[
local e = require "massc".load("model.mass")
local whole, part = e:run("e"), e:run("e", {shard = "1/2", out = "lua", quiet = true})
print(#part, part.mean_V[1] == whole.mean_V[4], part["dynamics.a"][2] == whole["dynamics.a"][5])
print((select(2, pcall(e.run, e, e:space("e"):slice(1, 4), {shard = "0/2", quiet = true}))))
print((select(2, pcall(e.run, e, "e", {shard = "0/2", point = 1, quiet = true}))))
print((select(2, pcall(e.run, e, "e", {shard = "0/2", save_noise = "n.npy", quiet = true}))))
]])
lab.says("shards of a script", 0, { "2\ttrue\ttrue", "this one is a slice", "point is one row and shard many", "save_noise keeps the noise of all rows" },
         "lua look.lua")
kit.check(read("lua/e.1-of-2.csv"), "a script's piece")

-- A chain that spans all rows is not cut, which is told.
local chains = "model M\n  state V = 1\n  param I = 0.5\n  param k = 1\n  V' = I - k*V\nend\nsimulate euler with dt = 0.1, duration = 1\nobserve m = mean(V)\n"
lab.write(chains .. "explore e\n  I = [0, 1, 2]\n  k = [1, 2]\n  carry along I\nend\nexplore f\n  I = [0, 1, 2]\n  carry along I\nend\n" ..
          "explore g\n  k = [1, 2]\n  I = [0, 1, 2]\n  carry along I\nend\n")
local apart = "note: %s: no part of its rows holds whole chains along I, so shard 0 has them all"
lab.says("an axis that is carried in front of others", 0, { "exploration e, 6 points, shard 0/2 of 6", apart:format("e") .. "; that axis behind the others makes" },
         "run model.mass e --shard 0/2 --no-files")
lab.says("the other shard", 0, { "exploration e, 0 points, shard 1/2 of 6", apart:format("e") }, "run model.mass e --shard 1/2 --no-files")
lab.says("one that is alone", 0, { apart:format("f") .. "\n" }, "run model.mass f --shard 0/2 --no-files")
kit.check(not lab.call("run model.mass g --shard 0/2 --no-files"):find("note: g", 1, true), "nothing is told of one behind the others")
kit.check(not lab.call("run model.mass e --no-files"):find("note: e", 1, true), "nor of a run of all rows")

-- ---- wrong use ----------------------------------------------------------------------------------

for _, wrong in ipairs { "3", "a/b", "1/", "/2", "1/2/3", "-1/2", "1/0", "0/1000001", "1.5/3", " 1/2", "9999999999/99999999999" } do
  lab.says("--shard " .. wrong, 2, { "'--shard' takes i/n", "'" .. wrong .. "'" }, ("run model.mass --shard '%s'"):format(wrong))
end
lab.says("--shard 2/2", 2, { "'--shard' takes i/n with i from 0 to n - 1, not '2/2': the last is 1/2" }, "run model.mass --shard 2/2")
lab.says("no value", 2, { "option '--shard' needs a value: --shard I/N" }, "run model.mass --shard")
lab.says("--shard and --point", 2, { "--point is one row and --shard many; leave one of them out" }, "run model.mass e --shard 0/2 --point 1")
lab.says("--shard and --save-noise", 2, { "--save-noise keeps the noise of all rows; leave out --shard" }, "run model.mass e --shard 0/2 --save-noise n.npy")
lab.says("--shard and --plot", 2, { "--plot draws whole results", "massc merge" }, "run model.mass e --shard 0/2 --plot")
lab.says("check takes none", 2, { "takes no option '--shard'" }, "check model.mass --shard 0/2")

-- A row that is not finite counts in its own shard.
lab.write("model Blow\n  state x = 1\n  param a = 1\n  x' = a*x*x\nend\nsimulate euler with dt = 0.1, duration = 40\nobserve m = mean(x)\nexplore e\n  a = [-1, 1]\nend\n")
lab.says("--strict of a good shard", 0, {}, "run model.mass --quiet --strict --shard 0/2 --out strict")
lab.says("--strict of the other", 4, { "1 of 1 point left the finite numbers" }, "run model.mass --quiet --strict --shard 1/2 --out strict")

kit.finish()
