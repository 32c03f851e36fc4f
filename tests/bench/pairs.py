"""Functions with answers that were typed for this benchmark: right ones in many shapes, and wrong ones close by.

All are written with every multiplication sign, so that SymPy's own parser reads them as we do.
"""

from __future__ import annotations

RIGHT: dict[str, tuple[str, ...]] = {
    "x**5 - 3*x**2 + 7": ("5*x**4 - 6*x", "x*(5*x**3 - 6)", "-(6 - 5*x**3)*x"),
    "(2*x + 1)**4": ("8*(2*x + 1)**3", "8*(1 + 2*x)**4/(2*x + 1)", "64*x**3 + 96*x**2 + 48*x + 8"),
    "x**2*exp(x)": ("(x**2 + 2*x)*exp(x)", "x*exp(x)*(x + 2)", "exp(x)*((x + 1)**2 - 1)"),
    "exp(-x**2/2)": ("-x*exp(-x**2/2)", "-x/exp(x**2/2)", "-x/sqrt(exp(x**2))"),
    "sin(x)**2": ("2*sin(x)*cos(x)", "sin(2*x)", "1*cos(x)*2*sin(x)"),
    "sin(3*x)*cos(3*x)": ("3*cos(3*x)**2 - 3*sin(3*x)**2", "3*cos(6*x)", "3 - 6*sin(3*x)**2"),
    "tan(x)": ("1/cos(x)**2", "1 + tan(x)**2", "2/(1 + cos(2*x))"),
    "1/(1 + exp(-x))": ("exp(-x)/(1 + exp(-x))**2", "exp(x)/(1 + exp(x))**2", "1/(2 + exp(x) + exp(-x))"),
    "tanh(x)": ("1 - tanh(x)**2", "4/(exp(x) + exp(-x))**2", "1/cosh(x)**2"),
    "log(1 + exp(x))": ("1/(1 + exp(-x))", "exp(x)/(1 + exp(x))", "1 - 1/(1 + exp(x))"),
    "x*log(x) - x": ("log(x)", "log(x**2)/2", "2*log(sqrt(x))"),
    "log(x**2 + 1)": ("2*x/(x**2 + 1)", "2/(x + 1/x)", "(2*x)*(1 + x**2)**(-1)"),
    "sqrt(x**2 + 4)": ("x/sqrt(x**2 + 4)", "x*(x**2 + 4)**(-1/2)", "x*sqrt(x**2 + 4)/(x**2 + 4)"),
    "x**x": ("x**x*(log(x) + 1)", "x**x*log(x) + x**x", "exp(x*log(x))*(1 + log(x))"),
    "atan(x)": ("1/(1 + x**2)", "(x**2 + 1)**(-1)", "cos(atan(x))**2"),
    "x/(x + 1)": ("1/(x + 1)**2", "1/(x**2 + 2*x + 1)", "1/(x + 1) - x/(x + 1)**2"),
    "2**x": ("2**x*log(2)", "log(2)*exp(x*log(2))", "2**(x - 1)*log(4)"),
    "cosh(x)": ("sinh(x)", "(exp(x) - exp(-x))/2", "exp(x) - cosh(x)"),
}
WRONG: dict[str, tuple[str, ...]] = {
    "x**5 - 3*x**2 + 7": ("5*x**4 - 3*x", "5*x**5 - 6*x", "5*x**4 - 6*x + 7"),
    "(2*x + 1)**4": ("4*(2*x + 1)**3", "8*(2*x + 1)**4", "8*(2*x + 1)**3 + 1/1000000"),
    "x**2*exp(x)": ("2*x*exp(x)", "x**2*exp(x)", "(x**2 + 2)*exp(x)"),
    "exp(-x**2/2)": ("x*exp(-x**2/2)", "-x*exp(x**2/2)", "exp(-x**2/2)"),
    "sin(x)**2": ("2*sin(x)", "2*cos(x)", "cos(x)**2"),
    "sin(3*x)*cos(3*x)": ("cos(3*x)**2 - sin(3*x)**2", "-9*sin(3*x)*cos(3*x)", "3*cos(3*x)"),
    "tan(x)": ("1/sin(x)**2", "1 - tan(x)**2", "1/cos(x)"),
    "1/(1 + exp(-x))": ("-exp(-x)/(1 + exp(-x))**2", "1/(1 + exp(-x))**2", "exp(-x)/(1 + exp(-x))"),
    "tanh(x)": ("1 + tanh(x)**2", "1 - tanh(x)", "sinh(x)/cosh(x)**2"),
    "log(1 + exp(x))": ("1/(1 + exp(x))", "exp(x)", "1 - exp(x)/(1 + exp(x))"),
    "x*log(x) - x": ("log(x) + 1", "1/x - 1", "log(x) - 1"),
    "log(x**2 + 1)": ("1/(x**2 + 1)", "2*x*log(x**2 + 1)", "2*x/(x**2 - 1)"),
    "sqrt(x**2 + 4)": ("1/(2*sqrt(x**2 + 4))", "x/(2*sqrt(x**2 + 4))", "2*x/sqrt(x**2 + 4)"),
    "x**x": ("x*x**(x - 1)", "x**x*log(x)", "x**x*(log(x) + 1) + x/10**9"),
    "atan(x)": ("-1/(1 + x**2)", "1/sqrt(1 + x**2)", "1/(1 - x**2)"),
    "x/(x + 1)": ("1", "-1/(x + 1)**2", "x/(x + 1)**2"),
    "2**x": ("x*2**(x - 1)", "2**x", "2**x/log(2)"),
    "cosh(x)": ("-sinh(x)", "(exp(x) + exp(-x))/2", "sinh(x)*1.000001"),
}
PAIRS = tuple(
    (function, typed, is_right)
    for answers, is_right in ((RIGHT, True), (WRONG, False))
    for function, all_typed in answers.items()
    for typed in all_typed
)
