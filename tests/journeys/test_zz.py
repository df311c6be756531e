from ..builders import Shop
import pytest
@pytest.mark.parametrize("how", [0,1,2,3])
def test_x(start, notebook_file, how):
    shop = Shop(notebook_file)
    r = shop.customer("Ngozi Okafor", card="990000001").usual("tea").had("tea")
    if how > 1: r.alert("tea")
    shop.close()
    till = start(notebook_file).in_the_shop()
    calls=[]
    orig=till.counter._enter
    def e():
        calls.append((till.counter._scanned, till.counter._typing.scanned, till.counter.view, till.counter._typing._text, till.counter._typing._last-till.counter._typing._first)); orig()
    till.counter._enter=e
    till.type("990000001").until(lambda: till.counter._shown_for == "990000001")
    till.press("Ctrl+Return").until(lambda: till.counter.act.state in ("warn", "again", "logged"))
    till.press("Ctrl+Return").until(lambda: till.counter.act.state in ("again", "logged")).settles()
    till.press("Escape", "Escape").page("counter")
    assert till.counter.search.text() == ""
    print(till.counter.search.hasFocus())
    till.type("990000001")
    if how%2:
        till.until(lambda: till.counter._shown_for == "990000001")
    till.press("Return")
    try:
        till.page("card")
    finally:
        print(calls, till.counter._after_answer, till.counter._logging)
