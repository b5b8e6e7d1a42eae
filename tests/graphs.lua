-- graphs.lua -- several graphs in a network: each coupling stands on its own, whose weights are set and swept alone.
--
-- lua5.4 tests/graphs.lua out/massc. What is expected is worked out here, in whole numbers.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])

local text = [=[
coupling Sum
  from x
  pre = x_j
  post = sum
end
model Node
  state x = 0
  input c, d
  x' = c + 10*d
end
network
  nodes 3
  dynamics Node with x = [1, 2, 4]
  graph weights = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
  graph near weights = [[0, 0, 3], [0, 0, 0], [0, 5, 0]]
  coupling c = Sum(x)
  coupling d = Sum(x) on near
end
simulate euler with dt = 1, duration = 1
observe end_x = last(x)
explore e
%s
end
]=]

local function product(w, x)
  local y = {}
  for i = 1, #x do
    y[i] = 0
    for j = 1, #x do y[i] = y[i] + w[i][j]*x[j] end
  end
  return y
end

-- The step of Euler from x.
local function step(w, near)
  local x, out = { 1, 2, 4 }, {}
  local c, d = product(w, x), product(near, x)
  for i = 1, 3 do out[i] = x[i] + c[i] + 10*d[i] end
  return out
end

local ring = { { 0, 1, 0 }, { 0, 0, 1 }, { 1, 0, 0 } }
local near = { { 0, 0, 3 }, { 0, 0, 0 }, { 0, 5, 0 } }
local more = { { 1, 0, 3 }, { 0, 0, 0 }, { 7, 5, 0 } }

local function shown(w)
  local rows = {}
  for i, row in ipairs(w) do rows[i] = "[" .. table.concat(row, ", ") .. "]" end
  return "[" .. table.concat(rows, ", ") .. "]"
end

for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  lab.gives("two graphs, " .. engine, text:format(""), "end_x", { step(ring, near) })
  lab.gives("one of them set, " .. engine, text:format(""), "end_x", { step(ring, more) },
            kit.quote("--set=graph.near.weights=" .. shown(more)))
  lab.gives("one of them swept, " .. engine, text:format("graph.near.weights = [" .. shown(near) .. ", " .. shown(more) .. "]"),
            "end_x", { step(ring, near), step(ring, more) })
  lab.gives("the other swept, " .. engine, text:format("graph.weights = [" .. shown(ring) .. ", " .. shown(more) .. "]"),
            "end_x", { step(ring, near), step(more, near) })
  lab.gives("both swept, " .. engine, text:format("graph.weights = [" .. shown(ring) .. ", " .. shown(more) .. "]\n"
            .. "graph.near.weights = [" .. shown(near) .. ", " .. shown(more) .. "]"),
            "end_x", { step(ring, near), step(ring, more), step(more, near), step(more, more) })
end

kit.finish()
