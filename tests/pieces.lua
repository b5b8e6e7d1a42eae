-- pieces.lua -- what the suites of shards and merging share: models of every kind of row, and runs of them in pieces.
--
--   local pieces = require "pieces" (lab)
local kit = require "kit"

local noisy = [[
use Generic2dOscillator
network
  nodes 3
  graph    weights = ones - eye
  coupling instant = Linear(V) with G = 0.1
  noise    additive on V, W with sigma = 0.05, key = 3
end
simulate heun with dt = 0.05, duration = 6, transient = 1
observe mean_V = mean(V)
observe swing = max(V) - min(V)
observe lfp = mean(V over node)
observe ended = last(V over time)
]]
local paths = [=[
model M
  state V = -0.5
  state W = 0.2
  param I = 0.5
  param k = 0.08
  input c
  V' = V - V^3/3 - W + I + c
  W' = k*(V + 0.7 - 0.8*W)
end
network
  nodes 2
  dynamics M
  graph    weights = [[0, 1], [0.5, 0]]
  graph    lengths = [[0, 2], [3, 0]] with speed = 3
  coupling c = delayed Linear(V) with G = 0.1
  noise    additive on V with sigma = 0.1, key = 5
end
simulate heun with dt = 0.1 ms, duration = 7 ms
%s
observe at_end = last(V)
observe at_start = first(W)
]=]

-- { title, text }
local cases = {
  { "a product", noisy .. "explore e\n  dynamics.a = grid(-2, 1, 5)\n  noise.sigma = [0.01, 0.02]\nend\n" },
  { "draws, keys and trials", noisy .. [[
explore e key 5
  dynamics.a ~ Normal(-1.5, 0.2) n 3 per node
  noise.key  = split(7, 2)
  initial.V  ~ Uniform(-1, 1)
  trials 2
end
]] },
  { "a zip of groups", noisy .. [[
explore e zip
  group level
    noise.sigma = [0.01, 0.02, 0.04]
    dynamics.a  = [-1.5, -1, -0.5]
  end
  noise.key = split(7, 3)
end
]] },
  { "groups in a product", noisy .. [[
explore e
  group level
    noise.sigma = [0.01, 0.02, 0.04]
    dynamics.a  = [-1.5, -1, -0.5]
  end
  coupling.instant.G = [0, 0.2]
end
]] },
  { "rows in the peer's order", noisy .. "explore e order sorted\n  dynamics.b = [-10, -8]\n  dynamics.a = [-2, -1, 0]\nend\n" },
  { "series", noisy .. "record V, W every 0.5\nrecord lfp every 0.1\nexplore e\n  dynamics.a = grid(-2, 1, 4)\nend\n" },
  { "a row alone", noisy .. "explore e\nend\n" },
  { "trials that are reduced", noisy .. [[
observe centre = mean(mean_V over trial)
observe erp = mean(V over trial)
record erp every 0.5
record V every 1
observe peak = max(mean(V over trial) over time)
explore e
  dynamics.a = grid(-2, 1, 3)
  trials 3
end
]] },
  { "rows that are points", noisy:gsub("observe[^\n]*\n", "") .. [[
observe centre = mean(mean(V) over trial)
observe erp = mean(V over trial)
observe peak = max(mean(V over trial) over time)
record erp every 0.5
explore e
  dynamics.a = grid(-2, 1, 4)
  trials 2
end
]] },
  { "means over trials", noisy .. "explore e\n  dynamics.a = grid(-2, 1, 4)\n  trials 2 average\nend\n" },
  { "time steps", noisy:gsub("observe lfp[^\n]*\n", "") .. "explore e\n  simulate.dt = [0.05, 0.1, 0.2]\n  dynamics.a = [-2, -1]\nend\n" },
  { "settled", paths:format("settle 3 ms") .. "explore e\n  I = grid(0, 1, 5)\nend\n" },
  { "settled once", paths:format("settle once 3 ms") .. "explore e\n  I = grid(0, 1, 5)\n  k = [0.08, 0.1]\nend\n" },
  { "carried", paths:format("") .. "record V every 1\nexplore e\n  k = [0.08, 0.05, 0.2, 0.1]\n  I = [0, 0.5, 1]\n  carry along I\nend\n" },
  { "carried over lanes", paths:format("") .. "explore e\n  k = [0.08, 0.1]\n  I = [0, 0.5, 1]\n  graph.speed = [3, 5]\n  carry along I\nend\n" },
  { "carried both ways", paths:format("") .. "explore e\n  k = [0.08, 0.05, 0.2, 0.1]\n  I = [0, 0.5, 1]\n  trials 2\n  carry along I both ways\nend\n" },
  { "a long array in a cell", noisy:gsub("nodes 3", "nodes 70") .. "observe all = mean(V over time)\nexplore e\n  dynamics.a = grid(-2, 1, 3)\nend\n" },
  { "rows that leave the finite numbers", [[
model Blow
  state x = 1
  param a = 1
  x' = a*x*x
end
simulate euler with dt = 0.1, duration = 40
observe m = mean(x)
record x every 5
explore e
  a = [-1, 0.1, 1, 2, -2]
end
]] },
  { "axes alone", "precision single\nexplore e key 7\n  param a = grid(0, 1, 9)\n  param b = uniform(0, 1, 2)\nend\n" },
}

return function(lab)
  local pieces = { cases = cases, noisy = noisy }
  kit.uses("tests/pieces.lua")

  -- The text of the case of that title.
  function pieces.text(title)
    for _, case in ipairs(cases) do if case[1] == title then return case[2] end end
  end

  -- A command line of massc in [home], without the folder of its results.
  local function line(options) return ("%s run model.mass --quiet --engine %s %s"):format(lab.program, lab.engine, options or "") end

  function pieces.sh(command)
    return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && { %s; } > /dev/null"):format(lab.home, lab.home, command))
  end

  -- Runs shards 0 .. n-1 of the model into [folder]; what was said, if one failed.
  function pieces.run(n, folder, options)
    local words = {}
    for i = 0, n - 1 do words[#words + 1] = ("%s --out %s --shard %d/%d"):format(line(options), folder, i, n) end
    local output, code = pieces.sh(table.concat(words, " && "))
    return code == 0, output
  end

  -- The same in a folder [at] of its own that has the model, into at/out; n nil: all rows. So command lines
  -- differ in nothing but --shard. [program]: one that was built of the model, by its path from there; nil: massc.
  function pieces.run_in(at, text, n, options, program)
    local run = program and ("%s --quiet %s"):format(program, options or "") or line(options)
    local words = { ("rm -rf %s && mkdir %s && cd %s && printf %%s %s > model.mass"):format(at, at, at, kit.quote(text)) }
    for i = 0, (n or 1) - 1 do
      words[#words + 1] = run .. " --out out" .. (n and (" --shard %d/%d"):format(i, n) or "")
    end
    local output, code = pieces.sh(table.concat(words, " && "))
    return code == 0, output
  end

  return pieces
end
