"""massc -- neural-mass models, compiled and swept from Python.

    import massc

    model = massc.load("sweep.mass")            # or massc.compile(text)
    model["noise.sigma"] = 0                    # a number, "0.1 mV", or an array
    result = model.run("g_sweep", progress=print)
    result["mean_S"]                            # numpy array, a view onto the library's memory
    result.to_pandas(), result.to_xarray()      # where these are installed
    result.save("out", "csv,nc")                # the files of `massc run`

One file on ctypes, for Python 3.8 and newer. It needs libmassc.so alone; without numpy, arrays are
memoryviews. The library is $MASSC_LIBRARY, or that of the build tree or the installation this file lies
in, or what the linker finds.

A model is used by one thread at a time, different ones by different threads at the same time; `cancel` may
be called by any. While the library works other Python threads run, and Ctrl-C ends a run. Arrays that were
handed out keep the memory they show, whatever is closed or collected before them.
"""
import ctypes
import functools
import os
import threading
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_double, c_int, c_int64, c_long, c_size_t, c_void_p
from typing import Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

try:
    import numpy
except ImportError:                 # arrays are memoryviews then
    numpy = None

Array = Any                         # numpy.ndarray of float64, or memoryview of format "d"; read-only
__all__ = ["load", "compile", "version", "Model", "Simulation", "Result", "Series", "Entry", "Progress", "Diagnostic", "Error", "ModelError",
           "UsageError", "ResourceError", "Bug", "Stopped"]

# ---- the library -----------------------------------------------------------------


class _Progress(Structure):
    _fields_ = [("exploration", c_char_p), ("engine", c_char_p), ("points", c_long), ("points_done", c_long), ("steps", c_double),
                ("steps_done", c_double), ("fraction", c_double), ("diverged", c_long), ("elapsed", c_double), ("left", c_double),
                ("speed", c_double)]


_PROGRESS = CFUNCTYPE(None, c_void_p, c_double)
_WATCH = CFUNCTYPE(None, c_void_p, POINTER(_Progress))
_LOG = CFUNCTYPE(None, c_void_p, c_int, c_char_p)


class _Options(Structure):
    _fields_ = [("size", c_size_t), ("engine", c_char_p), ("threads", c_int), ("lanes", c_int), ("progress", _PROGRESS),
                ("user", c_void_p), ("stop", POINTER(c_int)), ("point", c_char_p), ("record", POINTER(c_char_p)), ("watch", _WATCH),
                ("data", c_char_p)]


class _Diagnostic(Structure):
    _fields_ = [("severity", c_int), ("file", c_char_p), ("line", c_int), ("column", c_int), ("end_line", c_int),
                ("end_column", c_int), ("text", c_char_p), ("rule", c_char_p)]


class _Entry(Structure):
    _fields_ = [("kind", c_int), ("name", c_char_p), ("alone", c_char_p), ("owner", c_char_p), ("unit", c_char_p), ("doc", c_char_p),
                ("rank", c_int), ("shape", c_long*4), ("value", c_double), ("values", POINTER(c_double)), ("integer", c_int64),
                ("lo", c_double), ("hi", c_double), ("takes", c_int), ("follows", c_int), ("samples", c_long)]


# What each function of massc.h gives and takes; p: a pointer, s: a text, i: an int, l: a long, q: an int64_t, d: a double, z: a size_t.
_FUNCTIONS = """
version s; open p s; open_text p s z; text i p s z; close - p; code i p; error s p; diagnostic D p i; log - p L p;
entry E p i i; find_entry i p i s; nodes l p; modes l p; points l p s; exploration s p i;
set i p s; set_array i p s p l; axis i p s; key i p q; precision i p i;
run p p s O; result_close - p; sim_open p p s l O; sim_close - p; step i p l; sim_done l p; sim_steps l p; sim_time d p;
sim_status l p; sim_shape i p S; state i p p; set_state i p p; sim_set i p s d; sim_set_array i p s p l; noise_width l p s;
give_input i p s p l; give_noise i p s p l; snapshot z p p z; restore i p p z; sim_result p p; cancel - p; save i p s s; result_error s p;
rows l p; columns i p; name s p i; unit s p i; doc s p i; shape i p i S; elements l p i; values p p i;
value_name s p i d; dims i p; dim_name s p i; dim_size l p i;
column_kind i p i; column_along i p i i; column_integer i p i; cell_dim s p i i; node_name s p i;
series_count i p; series_name s p i; series_unit s p i; series_doc s p i; series_dims i p i; series_dim_name s p i i;
series_size l p i i; series_time d p i l; series_time_unit s p i; series_along i p i i; series_shares i p i i;
series_state s p i i; series_state_unit s p i i; series_state_doc s p i i; series_values p p i
"""
_TYPES = {"-": None, "p": c_void_p, "s": c_char_p, "i": c_int, "l": c_long, "q": c_int64, "d": c_double, "z": c_size_t, "L": _LOG,
          "D": POINTER(_Diagnostic), "E": POINTER(_Entry), "O": POINTER(_Options), "S": POINTER(c_long)}


def _candidates() -> Iterator[str]:
    """Paths of libraries, the first that is there is taken; names without a folder are the linker's to find."""
    here = os.path.dirname(os.path.realpath(__file__))
    if os.environ.get("MASSC_LIBRARY"):
        yield os.environ["MASSC_LIBRARY"]
        return
    for folder in (here, os.path.join(here, "../../lib"), os.path.join(here, "../../out")):
        for name in ("libmassc.so.0", "libmassc.so"):
            path = os.path.normpath(os.path.join(folder, name))
            if os.path.exists(path):
                yield path
    yield "libmassc.so.0"


def _load() -> ctypes.CDLL:
    failed = []
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
            break
        except OSError as error:
            failed.append(str(error))
    else:
        raise ImportError("libmassc is not found; name it in $MASSC_LIBRARY:\n  " + "\n  ".join(failed))
    for line in _FUNCTIONS.replace("\n", " ").split(";"):
        name, result, *arguments = line.split()
        try:
            function = getattr(library, "massc_" + name)
        except AttributeError:
            raise ImportError("%s has no massc_%s: it is of another version than %s" % (path, name, __file__)) from None
        function.restype = _TYPES[result]
        function.argtypes = [_TYPES[word] for word in arguments]
    return library


_lib = _load()


def _text(raw: Optional[bytes]) -> Any:              # a str, or None
    return None if raw is None else raw.decode("utf-8", "surrogateescape")


def _bytes(text: Union[str, bytes, "os.PathLike[str]", None]) -> Optional[bytes]:
    """The bytes of a text or path. A NUL would end it early, unseen."""
    if text is None:
        return None
    raw = os.fsencode(text) if isinstance(text, os.PathLike) else text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    if b"\0" in raw:
        raise UsageError(2, "a NUL stands in the text %r\n" % text, [])
    return raw


def version() -> str:
    """Of the library, as "1.2.3"."""
    return _text(_lib.massc_version())


# ---- errors ----------------------------------------------------------------------


class Diagnostic(NamedTuple):
    """One message. Lines and columns count from 1, columns in bytes; 0 and None where it lies in no text."""
    severity: str                   # "error", "warning", "note"
    file: Optional[str]
    line: int
    column: int
    end_line: int
    end_column: int                 # behind the last byte
    text: str
    rule: Optional[str]             # of a warning


class Error(Exception):
    """What a call failed with. Its text is what the program prints: places, carets, ways out."""

    def __init__(self, code: int, text: str, diagnostics: List[Diagnostic]):
        super().__init__(text.rstrip("\n"))
        self.code = code
        self.diagnostics = diagnostics


class ModelError(Error):
    """The text or a setting has errors (code 1)."""


class UsageError(Error):
    """A name or an option nobody knows (code 2)."""


class ResourceError(Error):
    """A file, memory or a compiler failed (code 3)."""


class Bug(Error):
    """Of massc itself (code 70)."""


class Stopped(Error):
    """`cancel` was called (code 130)."""


_ERRORS = {1: ModelError, 2: UsageError, 3: ResourceError, 70: Bug, 130: Stopped}
_SEVERITIES = ("error", "warning", "note")

# ---- memory of the library -----------------------------------------------------------


class _Owner:
    """A thing of the library, for as long as something needs it: a model, a simulation, a result and what shows its memory."""

    def __init__(self, pointer: int, close: Optional[Callable[[Any], None]], model: Optional["_Owner"] = None, keeps: Any = None):
        self.pointer = pointer
        self.keeps = keeps              # what has the memory in truth, where there is nothing to close
        self.busy = threading.Lock()    # of a model: a call is under way
        self.late: List[Callable[[], None]] = []        # what is to be closed when it has ended
        self._close = close
        self._model = model             # that of a simulation, whose calls count as the model's; it is closed later

    def __del__(self) -> None:
        model = self._model
        if self._close is None:
            return
        if model is None:
            self.tidy()
            self._close(self.pointer)
            return
        model.late.append(functools.partial(self._close, self.pointer))
        if model.busy.acquire(blocking=False):          # this may be any moment, in any thread
            model.tidy()
            model.busy.release()

    def tidy(self) -> None:
        while self.late:
            self.late.pop()()

    def call(self, name: str, pointer: int, *arguments: Any) -> Any:
        """A function of the library on a model, or on a simulation of it, by one thread at a time."""
        if not self.busy.acquire(blocking=False):
            raise RuntimeError("another call on this model is under way: a model is used by one thread at a time")
        try:
            self.tidy()
            return getattr(_lib, "massc_" + name)(pointer, *arguments)
        finally:
            self.busy.release()

    def call_long(self, undo: Optional[Callable[[Any], None]], name: str, pointer: int, *arguments: Any) -> Any:
        """The same of a call that may take long; [undo] is for what comes of it although it was to end. In the main thread, where
        Python's signal handlers run, the library works in another one, so that what a handler raises, KeyboardInterrupt for
        one, ends the call and comes out of it."""
        if threading.current_thread() is not threading.main_thread():
            return self.call(name, pointer, *arguments)
        said: List[Any] = [None, None]
        done = threading.Event()

        def work() -> None:
            try:
                said[0] = self.call(name, pointer, *arguments)
            except BaseException as error:
                said[1] = error
            finally:
                done.set()
        raised = None
        threading.Thread(target=work, name="massc", daemon=True).start()
        while not done.is_set():
            try:
                done.wait(None if raised is None else 0.01)
            except BaseException as error:
                raised = error
            if raised is not None:
                _lib.massc_cancel(self.pointer)         # again and again: the call may have been about to begin
        if raised is not None and said[0] and undo:
            undo(said[0])
        if raised is not None or said[1] is not None:
            raise raised or said[1]
        return said[0]

    def fail(self) -> None:
        """Raises what the last call failed with, if it did."""
        code = _lib.massc_code(self.pointer)
        if code:
            raise _ERRORS.get(code, Error)(code, _text(_lib.massc_error(self.pointer)), self.diagnostics())

    def diagnostics(self) -> List[Diagnostic]:
        found: List[Diagnostic] = []
        while True:
            d = _lib.massc_diagnostic(self.pointer, len(found))
            if not d:
                return found
            d = d.contents
            found.append(Diagnostic(_SEVERITIES[d.severity], _text(d.file), d.line, d.column, d.end_line, d.end_column, _text(d.text),
                                    _text(d.rule)))


def _count(shape: Sequence[int]) -> int:
    count = 1
    for size in shape:
        count *= size
    return count


def _show(block: Any, shape: Sequence[int]) -> Array:
    """A ctypes array of doubles in a shape, read-only, in C order. It lives as long as what shows it."""
    flat = memoryview(block).cast("B").toreadonly()
    if numpy is not None:
        return numpy.frombuffer(flat, dtype=numpy.float64).reshape(shape)
    return flat.cast("d", list(shape)) if shape and _count(shape) else flat.cast("d")


def _view(owner: object, address: Optional[int], shape: Sequence[int]) -> Array:
    """The numbers of the library at an address, not copied."""
    count = _count(shape)
    block: Any = (c_double*count).from_address(address) if address and count else (c_double*count)()
    block.owner = owner             # the array keeps its buffer, and that the result
    return _show(block, shape)


def _doubles(values: Any) -> Tuple[Any, int]:
    """Numbers as the library takes them, row-major, and their count."""
    if numpy is not None:
        array = numpy.ascontiguousarray(values, dtype=numpy.float64)
        return array, array.size
    flat: List[float] = []

    def walk(part: Any) -> None:
        if isinstance(part, (int, float)):
            flat.append(float(part))
        else:
            for one in part:
                walk(one)
    walk(values)
    return (c_double*len(flat))(*flat), len(flat)


def _address(array: Any) -> Any:
    return array.ctypes.data if numpy is not None and isinstance(array, numpy.ndarray) else array


# ---- models --------------------------------------------------------------------------


class Entry(NamedTuple):
    """A name of a model. Where `values` is None all numbers of `shape` are `value`."""
    name: str                       # of a quantity the whole path
    alone: Optional[str]            # a shorter name that means it, too
    owner: Optional[str]            # the exploration that declares it
    unit: Optional[str]             # None: a pure number
    doc: Optional[str]
    shape: Tuple[int, ...]          # () for a number; states are (nodes, modes), weights (to, from)
    value: float                    # of a plain run, in its unit; NaN: no single one
    values: Optional[Array]         # a copy
    lo: float                       # typical range
    hi: float
    samples: int                    # of an axis


class Progress(NamedTuple):
    """How far a run is, see struct massc_progress."""
    exploration: str
    engine: str
    points: int
    points_done: int
    steps: float                    # node-steps
    steps_done: float
    fraction: float                 # 0 to 1
    diverged: int
    elapsed: float                  # seconds
    left: float                     # seconds; -1: not known yet
    speed: float                    # steps a second


def _progress_of(p: _Progress) -> Progress:
    values = [getattr(p, name) for name in Progress._fields]
    return Progress(*(_text(x) if isinstance(x, bytes) else x for x in values))


_KINDS = ("quantity", "state", "input", "watched", "observation", "recording", "exploration", "axis")


def _entry_of(e: _Entry) -> Entry:
    shape = tuple(e.shape[:e.rank])
    count = _count(shape)
    values = _show((c_double*count)(*e.values[:count]), shape) if e.values else None
    return Entry(_text(e.name), _text(e.alone), _text(e.owner), _text(e.unit), _text(e.doc), shape, e.value, values, e.lo, e.hi, e.samples)


def _options(engine: Optional[str], threads: int, lanes: int, record: Union[str, Sequence[str]]) -> Tuple[_Options, Any]:
    """And what is to be kept as long as they are looked at."""
    o = _Options(size=ctypes.sizeof(_Options), engine=_bytes(engine), threads=threads, lanes=lanes)
    texts = [_bytes(one) for one in ([record] if isinstance(record, str) else record)]
    kept = (c_char_p*(len(texts) + 1))(*texts, None)
    if texts:
        o.record = kept
    return o, kept


class Model:
    """A .mass text with the settings made on it; `load` and `compile` make one.

    Settings hold for all later runs. A call that fails raises an Error and leaves the model as it was.
    """
    _model: Optional[_Owner] = None

    def __init__(self, path: Union[str, "os.PathLike[str]", None] = None, *, text: Union[str, bytes, None] = None):
        self._log = _LOG()
        if (path is None) == (text is None):
            raise TypeError("a Model is made of a path, or of text=")
        if text is None:
            pointer = _lib.massc_open(_bytes(path))
        else:
            raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
            pointer = _lib.massc_open_text(raw, len(raw))
        if not pointer:
            raise MemoryError("massc")
        self._model = _Owner(pointer, _lib.massc_close)
        self._model.fail()

    def close(self) -> None:
        """Frees the model, as soon as no simulation is left of it. Results stay."""
        if self._model is not None and self._model.busy.locked():
            raise RuntimeError("a call on this model is under way")
        self._model = None

    def __enter__(self) -> "Model":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- calls

    @property
    def _owner(self) -> _Owner:
        if self._model is None:
            raise ValueError("the model is closed")
        return self._model

    def _call(self, name: str, *arguments: Any) -> Any:
        return self._owner.call(name, self._owner.pointer, *arguments)

    def _check(self, status: int) -> "Model":
        if status < 0:
            self._owner.fail()
        return self

    def cancel(self) -> None:
        """Ends a run that is under way: it raises Stopped. From any thread."""
        if self._model is not None:
            _lib.massc_cancel(self._model.pointer)

    @property
    def diagnostics(self) -> List[Diagnostic]:
        """What the last call had to say, warnings too."""
        return self._owner.diagnostics()

    @property
    def warnings(self) -> str:
        """What the last call that went well warned of, as the program prints it, or ""."""
        return _text(_lib.massc_error(self._owner.pointer))

    def log(self, listener: Optional[Callable[[str, str], None]]) -> None:
        """listener(severity, line) gets each message as it is found, and what runs do as "note". None: nobody listens."""
        def call(_: Any, level: int, line: bytes) -> None:
            if listener is not None:
                listener(_SEVERITIES[level], _text(line))
        kept = _LOG() if listener is None else _LOG(call)
        self._call("log", kept, None)
        self._log = kept            # as long as the library may call it

    def text(self, text: Union[str, bytes]) -> "Model":
        """Another text in the same model, for who writes while it runs: settings and log stay. With errors in it the
        one before stays."""
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
        return self._check(self._call("text", raw, len(raw)))

    # ---- what is in it

    def entries(self, kind: str) -> Dict[str, Entry]:
        """Names by kind: "quantity" (what `set` takes), "state", "input", "watched", "observation", "recording",
        "exploration", "axis"."""
        found: Dict[str, Entry] = {}
        number = _KINDS.index(kind)
        for i in range(1 << 30):
            e = self._call("entry", number, i)
            if not e:
                return found
            one = _entry_of(e.contents)
            found[one.owner + "." + one.name if one.name in found and one.owner else one.name] = one
        return found

    @property
    def explorations(self) -> List[str]:
        """Names, in the order of the text."""
        return list(self.entries("exploration"))

    @property
    def quantities(self) -> Dict[str, Entry]:
        """What `set` takes, by its whole path."""
        return self.entries("quantity")

    @property
    def states(self) -> Dict[str, Entry]:
        return self.entries("state")

    @property
    def nodes(self) -> int:
        return self._call("nodes")

    @property
    def modes(self) -> int:
        """Of each node; 1 without."""
        return self._call("modes")

    def points(self, exploration: Optional[str] = None) -> int:
        """Rows of an exploration; None: the only one."""
        count = self._call("points", _bytes(exploration))
        self._check(min(count, 0))
        return count

    def __getitem__(self, name: str) -> Union[float, Array]:
        """The value of a quantity in a plain run, in its unit; an array where it has several."""
        i = self._call("find_entry", 0, _bytes(name))
        if i < 0:
            raise KeyError(name)
        e = _entry_of(self._call("entry", 0, i).contents)
        return e.value if e.values is None else e.values

    # ---- settings

    def set(self, name: str, value: Any = None) -> "Model":
        """set("simulate.dt = 0.1 ms"), set("simulate.dt", "0.1 ms"), set("noise.sigma", 0), or an array: a value for each node
        (nodes,), mode (modes,), both (nodes, modes) or pair of nodes (to, from), in the unit of the quantity."""
        if value is None:
            self._check(self._call("set", _bytes(name)))
        elif isinstance(value, (str, int, float)) or getattr(value, "shape", None) == ():
            self._check(self._call("set", _bytes("%s = %s" % (name, value if isinstance(value, (str, int)) else repr(float(value))))))
        else:
            array, count = _doubles(value)
            self._check(self._call("set_array", _bytes(name), _address(array), count))
        return self

    __setitem__ = set

    def axis(self, name: str, values: Union[str, Sequence[float], None] = None) -> "Model":
        """Adds or replaces an axis of all explorations: axis("noise.sigma = grid(0, 1, 8)"), axis("noise.sigma", [0, 0.5, 1]),
        axis("noise.sigma", "grid(0, 1, 8)"), axis("a ~ Normal(0, 1) n 4")."""
        if values is not None and not isinstance(values, str):
            values = "[" + ", ".join(repr(float(x)) for x in values) + "]"
        self._check(self._call("axis", _bytes(name if values is None else "%s = %s" % (name, values))))
        return self

    def key(self, key: int) -> "Model":
        """Of the explorations' random numbers, as jax.random.key's."""
        self._check(self._call("key", key))
        return self

    def precision(self, numbers: str) -> "Model":
        """"single", "double", or "file": as the text says."""
        self._check(self._call("precision", {"single": 4, "double": 8, "file": 0}[numbers]))
        return self

    # ---- runs

    def run(self, exploration: Optional[str] = None, *, engine: Optional[str] = None, threads: int = 0, lanes: int = 0,
            point: Union[int, str, None] = None, record: Union[str, Sequence[str]] = (),
            progress: Optional[Callable[[Progress], None]] = None) -> "Result":
        """Runs an exploration (None: the only one) and waits for it.

        engine    "auto", "tcc", "gcc", "clang"; as threads and lanes it changes no number
        point     a row, alone: 3, or -1 for the last one
        record    "V, W every 1 ms", or several such texts: records as if the file did
        progress  is called some times a second; what it raises ends the run and comes out of it
        """
        o, _kept = _options(engine, threads, lanes, record)
        o.point = None if point is None else _bytes(str(point))
        raised: List[BaseException] = []

        def watch(_: Any, p: Any) -> None:
            try:
                if progress is not None:
                    progress(_progress_of(p.contents))
            except BaseException as error:
                raised.append(error)
                self.cancel()
        if progress is not None:
            o.watch = _WATCH(watch)
        pointer = self._owner.call_long(_lib.massc_result_close, "run", self._owner.pointer, _bytes(exploration), byref(o))
        if raised:
            if pointer:
                _lib.massc_result_close(pointer)
            raise raised[0]
        if not pointer:
            self._check(-1)
        return Result(_Owner(pointer, _lib.massc_result_close))

    def simulate(self, exploration: Optional[str] = None, point: int = 0, *, engine: Optional[str] = None, lanes: int = 0,
                 record: Union[str, Sequence[str]] = (), data: Union[str, Sequence[str], None] = None) -> "Simulation":
        """A row of an exploration, before its first step, to be taken by hand. data: what steps may set besides the axes,
        "dynamics.a", a list of such names, or "all"."""
        o, _kept = _options(engine, 0, lanes, record)
        o.data = _bytes(data if data is None or isinstance(data, str) else ", ".join(data))
        owner = self._owner
        close = _lib.massc_sim_close
        pointer = owner.call_long(close, "sim_open", owner.pointer, _bytes(exploration), point, byref(o))
        if not pointer:
            owner.fail()
        return Simulation(owner, _Owner(pointer, close, owner))


class Simulation:
    """One row of an exploration, step by step; `Model.simulate` makes one. However the steps are cut into calls, what comes out is
    the same to the bit as `run` gives of this row, as long as nothing is set, given or restored between them.

    Its calls count as calls on the model: one thread at a time; `cancel` of the model ends steps that are under way, as
    Ctrl-C does, and the next call goes on.
    """

    def __init__(self, model: _Owner, owner: _Owner):
        self._model = model
        self._sim: Optional[_Owner] = owner
        shape = (c_long*3)()
        self._call("sim_shape", shape)
        self.shape = tuple(shape)       # (states, nodes, modes)

    @property
    def _owner(self) -> _Owner:
        if self._sim is None:
            raise ValueError("the simulation is closed")
        return self._sim

    def _call(self, name: str, *arguments: Any) -> Any:
        return self._model.call(name, self._owner.pointer, *arguments)

    def _check(self, status: int) -> "Simulation":
        if status < 0:
            self._model.fail()
        return self

    def step(self, n: int = 1) -> "Simulation":
        """Takes n steps, or as many as are left."""
        return self._check(self._model.call_long(None, "step", self._owner.pointer, n))

    @property
    def done(self) -> int:
        """Steps that were taken."""
        return self._call("sim_done")

    @property
    def steps(self) -> int:
        """All of the duration, and of the transient before it."""
        return self._call("sim_steps")

    @property
    def time(self) -> float:
        """In ms, of a map in steps; 0 where the transient ends."""
        return self._call("sim_time")

    @property
    def status(self) -> int:
        """0, or the step at which the state left the finite numbers: all steps count as done then."""
        return self._call("sim_status")

    @property
    def state(self) -> Array:
        """A copy, (states, nodes, modes), in the units of the states."""
        block = (c_double*_count(self.shape))()
        self._check(self._call("state", block))
        return _show(block, self.shape)

    @state.setter
    def state(self, values: Any) -> None:
        array, count = _doubles(values)
        if count != _count(self.shape):
            raise ValueError("a state is %d numbers, %s, not %d" % (_count(self.shape), self.shape, count))
        self._check(self._call("set_state", _address(array)))

    def set(self, name: str, value: Any) -> "Simulation":
        """From the next step on, in its unit: a number, or an array as Model.set has them. It must be data in the kernel:
        on an axis of the exploration, or named by `data` of simulate."""
        if isinstance(value, (int, float)) or getattr(value, "shape", None) == ():
            return self._check(self._call("sim_set", _bytes(name), float(value)))
        array, count = _doubles(value)
        return self._check(self._call("sim_set_array", _bytes(name), _address(array), count))

    def give_input(self, name: str, values: Any) -> "Simulation":
        """Drives an input of the model from the next step on, (nodes, modes) in its unit, besides what couplings give it. It takes a
        stimulus on it whose value is one parameter, as data, with a number for each node: "stimulus outside on c = u with u = [0, 0]",
        data="stimulus.outside.u"."""
        array, count = _doubles(values)
        return self._check(self._call("give_input", _bytes(name), _address(array), count))

    def noise_width(self, name: Optional[str] = None) -> int:
        """Normals a step of a noise: noisy states times nodes times modes; 0: there is no such noise."""
        return self._call("noise_width", _bytes(name))

    def give_noise(self, normals: Any, name: Optional[str] = None) -> "Simulation":
        """Normals for the next steps, (steps, noise_width), in the place of those that the run would draw; behind them it draws again."""
        width = self.noise_width(name)
        array, count = _doubles(normals)
        if not width or count % width:
            raise ValueError("%d numbers are no steps of %d normals" % (count, width))
        return self._check(self._call("give_noise", _bytes(name), _address(array), count//width))

    def snapshot(self) -> bytes:
        """All that the steps to come depend on."""
        size = self._call("snapshot", None, 0)
        block = ctypes.create_string_buffer(size)
        self._call("snapshot", block, size)
        return block.raw

    def restore(self, snapshot: bytes) -> "Simulation":
        """Back to a snapshot, of this simulation or of one of the same model, precision, time step and lanes."""
        return self._check(self._call("restore", snapshot, len(snapshot)))

    @property
    def result(self) -> "Result":
        """Its table, of one row, and its series, views that fill up with the steps: samples are NaN before they come, results
        until all steps are done."""
        pointer = self._call("sim_result")
        if not pointer:
            self._model.fail()
        return Result(_Owner(pointer, None, keeps=self._owner))

    def close(self) -> None:
        """Frees it, as soon as no array shows its memory."""
        self._sim = None

    def __enter__(self) -> "Simulation":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def load(path: Union[str, "os.PathLike[str]"]) -> Model:
    """Reads and checks a file."""
    return Model(path)


def compile(text: Union[str, bytes]) -> Model:
    """Checks a text; models it uses are looked for as if it lay in the working directory."""
    return Model(text=text)


# ---- results -------------------------------------------------------------------------


class Series:
    """What is recorded: of each row an array over time, states, nodes and modes, those of them that it has.

    values    view, dims of the table and then its own, slowest first
    dims      the names of these
    time      of the samples, in `time_unit` from the end of the transient; None without that dimension
    states    names along the dimension "state", or []; units and docs are theirs, else `unit` and `doc` hold
    """

    def __init__(self, result: "Result", i: int):
        pointer = result._owner.pointer
        count = _lib.massc_series_dims(pointer, i)
        own = {_text(_lib.massc_series_dim_name(pointer, i, d)): _lib.massc_series_size(pointer, i, d) for d in range(count)}
        self.name = _text(_lib.massc_series_name(pointer, i))
        self.unit = _text(_lib.massc_series_unit(pointer, i))
        self.doc = _text(_lib.massc_series_doc(pointer, i))
        self.dims = tuple(result.dims) + tuple(own)
        self.shape = tuple(result.dims.values()) + tuple(own.values())
        self.values = _view(result._owner, _lib.massc_series_values(pointer, i), self.shape)
        self.time_unit = _text(_lib.massc_series_time_unit(pointer, i))
        states = range(own.get("state", 0))
        self.states = [_text(_lib.massc_series_state(pointer, i, k)) for k in states]
        self.units = [_text(_lib.massc_series_state_unit(pointer, i, k)) for k in states]
        self.docs = [_text(_lib.massc_series_state_doc(pointer, i, k)) for k in states]
        self._result = result
        self._number = i
        self._times = None

    @property
    def time(self) -> Optional[Array]:
        if self._times is None and "time" in self.dims:
            count, pointer = self.shape[self.dims.index("time")], self._result._owner.pointer
            self._times = _show((c_double*count)(*(_lib.massc_series_time(pointer, self._number, k) for k in range(count))), (count,))
        return self._times

    def __array__(self, dtype: Any = None, copy: Optional[bool] = None) -> Array:
        return self.values if dtype is None and not copy else numpy.array(self.values, dtype=dtype)

    def __repr__(self) -> str:
        return "Series(%s: %s)" % (self.name, ", ".join("%s=%d" % pair for pair in zip(self.dims, self.shape)))

    def to_xarray(self) -> Any:
        """An xarray.DataArray with coordinates and units, a view."""
        return self._result.to_xarray()[self.name]

    def to_pandas(self) -> Any:
        """A pandas.DataFrame in long form: a row a number, or a row a sample and node with a column a state; index: all else."""
        array = self.to_xarray()
        state = [d for d in array.dims if d == "state" or d.startswith("state_")]
        frame = array.to_dataset(state[0]).to_dataframe() if state else array.to_dataframe()
        return frame[self.states or [self.name]]


class Result(Mapping):
    """The table of an exploration, by the names of its columns, and its series.

    result[name] is a view of shape (sizes of `dims` ..., shape of a cell ...): an axis, "trial", an observation, or "status",
    the step at which a point left the finite numbers, or 0. A key is two numbers a cell.
    """

    def __init__(self, owner: _Owner):
        pointer = owner.pointer
        self._owner = owner
        self.dims = {_text(_lib.massc_dim_name(pointer, d)): _lib.massc_dim_size(pointer, d) for d in range(_lib.massc_dims(pointer))}
        self.columns = [_text(_lib.massc_name(pointer, i)) for i in range(_lib.massc_columns(pointer))]
        self.series = {s.name: s for s in (Series(self, i) for i in range(_lib.massc_series_count(pointer)))}

    @property
    def rows(self) -> int:
        return _lib.massc_rows(self._owner.pointer)

    def _number(self, name: str) -> int:
        try:
            return self.columns.index(name)
        except ValueError:
            raise KeyError(name) from None

    def _cell(self, i: int) -> Tuple[int, ...]:
        shape = (c_long*4)()
        return tuple(shape[:_lib.massc_shape(self._owner.pointer, i, shape)])

    def __getitem__(self, name: str) -> Array:
        i = self._number(name)
        return _view(self._owner, _lib.massc_values(self._owner.pointer, i), tuple(self.dims.values()) + self._cell(i))

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def unit(self, name: str) -> Optional[str]:
        return _text(_lib.massc_unit(self._owner.pointer, self._number(name)))

    def doc(self, name: str) -> Optional[str]:
        return _text(_lib.massc_doc(self._owner.pointer, self._number(name)))

    def __repr__(self) -> str:
        return "Result(%s; %s)" % (", ".join("%s=%d" % pair for pair in self.dims.items()) or "one row", ", ".join(self.columns))

    def save(self, folder: Union[str, "os.PathLike[str]"], formats: str = "csv,nc") -> None:
        """Writes the files of `massc run --out folder --format formats`, the same bytes; all or none of them. Not of a
        simulation."""
        if self._owner.keeps is not None:
            raise UsageError(2, "files are written of what `run` gives, not of a simulation\n", [])
        code = _lib.massc_save(self._owner.pointer, _bytes(folder), _bytes(formats))
        if code:
            raise _ERRORS.get(code, Error)(code, _text(_lib.massc_result_error(self._owner.pointer)), [])

    # ---- with labels

    def _along(self, function: Any, i: int) -> Tuple[Any, ...]:
        """What to take of a view so that only dimensions stay along which something differs."""
        return tuple(slice(None) if function(self._owner.pointer, i, d) else 0 for d in range(len(self.dims)))

    def _named(self, i: int) -> Optional[List[str]]:
        """What a column's numbers are called, where they count names."""
        names: List[str] = []
        while True:
            name = _text(_lib.massc_value_name(self._owner.pointer, i, len(names)))
            if name is None:
                return names or None
            names.append(name)

    def _cells(self, i: int, view: Any) -> Any:
        """Numbers as NetCDF has them: whole ones as integers and names as texts are copies, all else is the view."""
        names = self._named(i)
        if names:
            return numpy.array(names, dtype=object)[view.astype(int)]
        return view.astype(numpy.int64) if _lib.massc_column_integer(self._owner.pointer, i) else view

    def to_pandas(self) -> Any:
        """A pandas.DataFrame: a row a point; arrays and keys are an object each."""
        import pandas
        columns = {}
        for i, name in enumerate(self.columns):
            cell = self._cell(i)
            values = self._cells(i, self[name].reshape((self.rows,) + cell))
            columns[name] = pandas.Series(values if not cell else list(values), name=name, copy=False)
        return pandas.DataFrame(columns, copy=False)

    def _dim_names(self) -> Dict[str, str]:
        """An axis of arrays cannot be the coordinate of its dimension, which then is called NAME_index."""
        lists = {name for i, name in enumerate(self.columns) if self._cell(i) and _lib.massc_column_kind(self._owner.pointer, i) == 0}
        return {name: name + "_index" if name in lists else name for name in self.dims}

    def _variable(self, i: int, dims: Sequence[str]) -> Tuple[Tuple[str, ...], Any, Dict[str, str]]:
        name, cell = self.columns[i], self._cell(i)
        take = self._along(_lib.massc_column_along, i)
        own = tuple(_text(_lib.massc_cell_dim(self._owner.pointer, i, k)) or "%s_dim%d" % (name, k) for k in range(len(cell)))
        attributes = {"long_name": self.doc(name) or name}
        if self.unit(name):
            attributes["units"] = self.unit(name)
        return tuple(d for d, t in zip(dims, take) if t != 0) + own, self._cells(i, self[name][take]), attributes

    def _series_variable(self, s: Series, dims: Sequence[str], coords: Dict[str, Any]) -> Tuple[Tuple[str, ...], Any, Dict[str, str]]:
        take = self._along(_lib.massc_series_along, s._number)
        names = [d for d, t in zip(dims, take) if t != 0]
        for k, kind in enumerate(s.dims[len(dims):]):
            name = kind if _lib.massc_series_shares(self._owner.pointer, s._number, k) else "%s_%s" % (kind, s.name)
            names.append(name)
            if kind == "time":
                coords[name] = (name, s.time, {"units": s.time_unit, "long_name": "time"})
            elif kind == "state":
                coords[name] = (name, s.states)
        attributes = {"long_name": s.doc or ("recorded states" if s.states else s.name)}
        units = set(s.units) if s.states else {s.unit}
        if len(units) == 1 and None not in units:
            attributes["units"] = units.pop()
        return tuple(names), s.values[take], attributes

    def to_xarray(self) -> Any:
        """An xarray.Dataset: the variables, dimensions and coordinates of the NetCDF file, views where they are floats."""
        import xarray
        dims = list(self._dim_names().values())
        data: Dict[str, Any] = {}
        coords: Dict[str, Any] = {}
        for i, name in enumerate(self.columns):
            axis = _lib.massc_column_kind(self._owner.pointer, i) in (0, 3)
            (coords if axis else data)[name] = self._variable(i, dims)
        for s in self.series.values():
            data[s.name] = self._series_variable(s, dims, coords)
        sizes = dict(zip(dims, self.dims.values()))
        for names, values, _ in data.values():
            sizes.update(zip(names, values.shape))
        for name, size in sizes.items():
            if name not in coords and (name in dims or name.split("_")[0] in ("node", "mode")):
                label = _text(_lib.massc_node_name(self._owner.pointer, size - 1)) if name.startswith("node") else None
                coords[name] = (name, numpy.arange(size) if label is None
                                else [_text(_lib.massc_node_name(self._owner.pointer, k)) for k in range(size)])
        return xarray.Dataset(data, coords, {"source": "massc " + version()})
