"""Maxima with the ladder that question banks built on it: points first, then one rewriting after the other."""

from __future__ import annotations

import re
import shutil

from tests.bench.engines.child import Child
from tests.bench.engines.dialect import Dialect, Unsayable, spelled, understood

MARK = "gradus:"
QUESTION = re.compile(r"\?\s*$")
UNKNOWN = frozenset({"sigmoid", "softplus", "swish", "relu", "step", "cbrt"})
SAME = ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "exp", "sqrt", "abs")
DIALECT = Dialect(
    functions={
        **{each: each for each in SAME},
        **{f"arc{each}": f"a{each}" for each in ("sin", "cos", "tan", "sec", "csc", "cot")},
        **{f"ar{each}": f"a{each}" for each in ("sinh", "cosh", "tanh")},
        "ln": "log",
        "sign": "signum",
        "min": "min",
        "max": "max",
        "erf": "erf",
    },
    constants={"e": "%e", "pi": "%pi"},
    prefix="v",
)
PROGRAM = (
    "display2d:false$ linel:100000$ ratprint:false$ logexpand:all$ errormsg:false$ "
    "points:[0.7391,1.3217,2.1871,0.2113,3.417,-0.617,-1.913]$ "
    "at_point(d,p):=block([v,r],v:listofvars(d),r:errcatch(float(rectform(float(subst(map(lambda([n,i],n=p+i*0.137),"
    "v,makelist(i,i,0,length(v)-1)),d))))),if r=[] then 'none else r[1])$ "
    "sees(d):=block([n:0,far:false,r,a],for p in points do (r:at_point(d,p),if r#'none then (a:errcatch(cabs(r)),"
    "if a#[] and numberp(a[1]) then (n:n+1,if a[1]>1e-7 then far:true))),if far then 'differs elseif n>1 then 'agrees "
    "else 'blind)$ "
    "zero(d):=is(d=0)$ "
    "judge(k,t):=block([d:k-t,s,u],s:sees(d),if s='differs then return(false),"
    "for f in [lambda([z],z),ratsimp,lambda([z],ratsimp(exponentialize(z))),radcan,lambda([z],ratsimp(trigsimp(z))),"
    "lambda([z],ratsimp(trigreduce(z))),lambda([z],ratsimp(trigsimp(trigexpand(z)))),"
    "lambda([z],radcan(exponentialize(z))),lambda([z],radcan(logcontract(z)))] do "
    "(u:errcatch(f(d)),if u#[] and zero(u[1]) then return(s:'proved)),"
    "if s='proved then true else 'unknown)$ "
    f'print("{MARK} ready")$'
)


class Maxima:
    name = "Maxima"

    def __init__(self, path: str) -> None:
        self.child = Child([path, "--very-quiet"], mark=MARK, first=PROGRAM, reply=_positive)

    def judge(self, function: str, typed: str, wrt: str) -> bool | None:
        """Maxima derives the key itself."""
        found = understood(function, typed, wrt)
        if found is None:
            return None
        try:
            asked, answer = (DIALECT.write(spelled(each, UNKNOWN)) for each in (found[0], found[2]))
        except Unsayable:
            return None
        call = f"errcatch(judge(diff({asked},{DIALECT.prefix}{wrt}),{answer}))"
        said = self.child.ask(f'print("{MARK}",{call})$')
        return {"[true]": True, "[false]": False}.get(said or "")

    @property
    def megabytes(self) -> float:
        return self.child.most

    def close(self) -> None:
        self.child.close()


def _positive(said: str) -> str:
    """To `Is x positive, negative or zero?` the usual answer."""
    return "positive;" if QUESTION.search(said) else ""


def engine() -> Maxima | str:
    path = shutil.which("maxima")
    return Maxima(path) if path else "Maxima is not on the path."
