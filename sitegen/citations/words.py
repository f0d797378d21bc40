"""Words that the cases of titles depend on."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL: Final = _words(
    """
    a an the and but or nor for of in on at to by as with from into onto upon via vs versus per
    among amongst between against during toward towards within without throughout underneath
    """
)
"""Articles, conjunctions and prepositions that headlines write small inside a title."""

SOMETIMES_SMALL: Final = _words(
    """
    about above across after along around before behind below beneath beside beyond down inside
    like near off out over past since through till under until up so yet et al de la le von van der
    """
)
"""Words that are prepositions at times only: they stay as they are written."""

ENGLISH: Final = _words("the of and for with to by from on how what why is are an at under into")
"""Function words that say that a title is in English, whatever else is in it."""

FOREIGN: Final = _words(
    """
    der das und für über von zur zum des dem ein eine mit auf aus nach beim einer
    les le la du une dans sur aux et est
    el los las una por para sobre desde y
    il lo gli della dello delle dei degli nel nella sulla
    os da dos das
    het een voor van av och till för på
    """
)
"""Function words of German, French, Spanish, Italian, Portuguese, Dutch and Swedish."""

PROPER: Final = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February April June July August September October November December
    Africa African America American Antarctic Antarctica Arctic Asia Asian Atlantic Australia
    Australian Austria Austrian Belgium Belgian Brazil Brazilian Britain British Canada Canadian
    Chile Chilean Chinese Colombia Czech Danish Denmark Dutch Egypt Egyptian England English Estonia
    Europe European Finland Finnish France French German Germany Greece Greek Greenland Hebrew Hindi
    Hungarian Hungary Iceland India Indian Indonesia Iran Ireland Irish Israel Italian Italy Japan
    Japanese Kenya Korea Korean Latin London Mexican Mexico Moscow Netherlands Nigeria Norway
    Norwegian Pacific Paris Persian Peru Poland Polish Portugal Portuguese Romania Romanian Rome
    Russia Russian Scotland Scottish Soviet Spain Spanish Sweden Swedish Swiss Switzerland Taiwan
    Thai Tokyo Turkish Ukraine Ukrainian Vietnam Vietnamese Wales Washington Wikipedia Twitter
    Bayes Bayesian Bell Bellman Bernoulli Boltzmann Boolean Bose Cauchy Chebyshev Darwin Darwinian
    Dirac Dirichlet Einstein Euclidean Euler Eulerian Fermi Feynman Fourier Frobenius Gauss Gaussian
    Hamilton Hamiltonian Hermite Hermitian Higgs Hilbert Hubble Jacobi Jacobian Kalman Kepler
    Kolmogorov Lagrange Lagrangian Laplace Laplacian Lebesgue Legendre Lie Lipschitz Lorentz Mars
    Markov Markovian Maxwell Minkowski Navier Newton Newtonian Nyquist Parkinson Planck Poisson
    Raman Rayleigh Reynolds Ricci Riemann Riemannian Schrödinger Shannon Stokes Taylor Turing
    Voronoi Wasserstein Wiener Zeeman Alzheimer’s Parkinson’s Alzheimer's Parkinson's Python Java
    Bluetooth Internet Linux Android
    """
)
"""Names that titles in English often hold: days, months, places, languages, eponyms."""
