import pytest

from loaders.mentions.companies import is_company_hint


@pytest.mark.parametrize("name", ["华为", "華為", "比亚迪", "科大讯飞", "宁德时代"])
def test_companies_are_hinted_at_in_either_script(name: str) -> None:
    assert is_company_hint(name)


@pytest.mark.parametrize("name", ["合作", "我们", "项目", "未来", "济南", "山", ""])
def test_ordinary_words_and_cities_are_no_hint(name: str) -> None:
    assert not is_company_hint(name)
